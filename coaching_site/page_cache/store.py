"""Finished pages in the memory of one process, by their address and by what they show."""

from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Iterable

from coaching_site.page_cache.answers import Answer
from coaching_site.page_cache.pages import ALL


class Store:
    """As many answers as fit in so many bytes; what nobody asked for longest goes first."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._showing: defaultdict[str, set[Hashable]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, address: Hashable, now: float) -> Answer | None:
        """Return what is kept for an address and still holds at this moment."""
        answer = self._answers.get(address)
        if answer is None:
            return None
        if answer.ends_at <= now:
            self._remove(address)
            return None
        self._answers.move_to_end(address)
        return answer

    def keep(self, address: Hashable, answer: Answer) -> None:
        """Keep an answer, if it is not larger than everything that may be kept."""
        self._remove(address)
        if answer.size > self.max_bytes:
            return
        self._answers[address] = answer
        self.bytes += answer.size
        for shown in answer.shows:
            self._showing[shown].add(address)
        while self.bytes > self.max_bytes:
            self._remove(next(iter(self._answers)))

    def drop(self, changed: Iterable[str]) -> None:
        """Forget every answer that shows one of these."""
        for what in changed:
            if what == ALL:
                self.clear()
            for address in tuple(self._showing.get(what, ())):
                self._remove(address)

    def clear(self) -> None:
        """Forget everything."""
        self._answers.clear()
        self._showing.clear()
        self.bytes = 0

    def _remove(self, address: Hashable) -> None:
        answer = self._answers.pop(address, None)
        if answer is None:
            return
        self.bytes -= answer.size
        for shown in answer.shows:
            self._showing[shown].discard(address)
            if not self._showing[shown]:
                del self._showing[shown]
