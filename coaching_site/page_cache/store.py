"""Finished pages in the memory of one process, by their address and by the keys they depend on."""

from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Iterable

from coaching_site.page_cache.decorators import EVERYTHING
from coaching_site.page_cache.responses import KeptResponse


class Store:
    """As many responses as fit in so many bytes; what nobody asked for longest goes first."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._responses: OrderedDict[Hashable, KeptResponse] = OrderedDict()
        self._addresses_by_key: defaultdict[str, set[Hashable]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._responses)

    def get(self, address: Hashable, now: float) -> KeptResponse | None:
        """Return what is kept for an address and still holds at this moment."""
        response = self._responses.get(address)
        if response is None:
            return None
        if response.ends_at <= now:
            self._remove(address)
            return None
        self._responses.move_to_end(address)
        return response

    def put(self, address: Hashable, response: KeptResponse) -> None:
        """Keep a response, if it is not larger than everything that may be kept."""
        self._remove(address)
        if response.size > self.max_bytes:
            return
        self._responses[address] = response
        self.bytes += response.size
        for key in response.keys:
            self._addresses_by_key[key].add(address)
        while self.bytes > self.max_bytes:
            self._remove(next(iter(self._responses)))

    def drop(self, keys: Iterable[str]) -> None:
        """Forget every response that depends on one of these."""
        for key in keys:
            if key == EVERYTHING:
                self.clear()
            for address in tuple(self._addresses_by_key.get(key, ())):
                self._remove(address)

    def clear(self) -> None:
        """Forget everything."""
        self._responses.clear()
        self._addresses_by_key.clear()
        self.bytes = 0

    def _remove(self, address: Hashable) -> None:
        response = self._responses.pop(address, None)
        if response is None:
            return
        self.bytes -= response.size
        for key in response.keys:
            self._addresses_by_key[key].discard(address)
            if not self._addresses_by_key[key]:
                del self._addresses_by_key[key]
