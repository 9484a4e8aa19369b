"""Pages in a cache on the way to readers (a CDN, Varnish): how long they hold, and their recall.

Pages carry the keys that they depend on in `Surrogate-Key`, and whatever changes is sent to
`PAGE_CACHE_PURGE_URL` as a POST with the same header, "all" meaning every page. The worker does so.
"""

import logging
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import close_old_connections, connections
from django.db.utils import Error as DatabaseError
from django.utils import timezone

from coaching_site.page_cache.decorators import ASK_EACH_TIME, EVERYTHING, CachePolicy
from coaching_site.page_cache.expiry import next_moment
from coaching_site.page_cache.listener import Listener
from coaching_site.page_cache.responses import Headers

HEADER = "Surrogate-Key"
HELD_FOR = timedelta(days=1)
LOOK_EVERY = 0.1  # seconds
# A page that was being fetched when it changed can be stored after the first recall of it.
ONCE_MORE_AFTER = 0.5
MOST_DUE = 100  # keys; more count as everything
PATIENCE = 5

logger = logging.getLogger(__name__)


def headers_for_cdn(headers: Headers, policy: CachePolicy, ends_at: datetime | None) -> Headers:
    """Return the headers of a page so that a CDN holds it, and finds it when it changes.

    It is held for a day at most, and never beyond the end of the page.
    """
    latest = timezone.now() + HELD_FOR
    left = min(ends_at or latest, latest) - timezone.now()
    seconds = max(0, int(left.total_seconds()))
    keys = " ".join(sorted({*policy.keys, EVERYTHING}))
    held = ("Cache-Control", f"{ASK_EACH_TIME}, s-maxage={seconds}")
    return [line for line in headers if line[0] != "Cache-Control"] + [held, (HEADER, keys)]


class Purger:
    """Recalls what changed: at once, and once more half a second later."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.listener = Listener(self._note, lambda: self._note([EVERYTHING]))
        # By key and whether it is the second time: when. No longer than there are keys.
        self._due: dict[tuple[str, bool], float] = {}
        self._next_moment: datetime | None = None

    def run(self, stop: Event) -> None:
        """Look ten times a second, until told to stop."""
        try:
            while not stop.wait(LOOK_EVERY):
                self.look()
        finally:
            self.listener.close()
            connections.close_all()

    def look(self) -> None:
        """Hear what changed, and recall what is due; what cannot be sent stays due."""
        if self.listener.is_current():
            self._note_moments()
        due = [entry for entry, at in self._due.items() if at <= time.monotonic()]
        if due and self._send([*dict.fromkeys(key for key, _again in due)]):
            for entry in due:
                del self._due[entry]

    def _note(self, keys: Collection[str]) -> None:
        now = time.monotonic()
        if EVERYTHING in keys or len(self._due) > MOST_DUE:
            self._due.clear()
            keys = [EVERYTHING]
        for key in keys:
            self._due |= {(key, False): now, (key, True): now + ONCE_MORE_AFTER}
        self._next_moment = None  # a change can bring one nearer

    def _note_moments(self) -> None:
        """Recall everything at the moment at which pages change by themselves."""
        now = timezone.now()
        if self._next_moment and self._next_moment <= now:
            self._note([EVERYTHING])
        if self._next_moment is None:
            try:
                self._next_moment = next_moment(now) or now + HELD_FOR
            except DatabaseError:
                close_old_connections()

    def _send(self, keys: list[str]) -> bool:
        request = Request(self.address, method="POST", headers={HEADER: " ".join(keys)})  # noqa: S310 (the operator's own address)
        try:
            with urlopen(request, timeout=PATIENCE):  # noqa: S310 (the same)
                return True
        except OSError as error:
            reason = type(error).__name__
            logger.warning("A change did not reach the cache on the way (%s).", reason)
            return False


@contextmanager
def recalling_pages() -> Iterator[None]:
    """Recall pages in a thread of its own as long as this lasts, if there is a cache on the way."""
    if not settings.PAGE_CACHE_PURGE_URL:
        yield
        return
    stop = Event()
    thread = Thread(target=Purger(settings.PAGE_CACHE_PURGE_URL).run, args=[stop])
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
