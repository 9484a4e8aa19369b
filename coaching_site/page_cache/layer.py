"""The layer before Django that answers public pages from memory."""

import re
import time
from collections import defaultdict
from collections.abc import Collection, Iterable
from http import HTTPStatus
from math import inf
from threading import Lock
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from coaching_site.http.encodings import WSGIApplication
from coaching_site.page_cache.answers import Answer, Environ, StartResponse
from coaching_site.page_cache.news import News
from coaching_site.page_cache.pages import PublicPage, end_of
from coaching_site.page_cache.purging import for_caches_on_the_way
from coaching_site.page_cache.store import Store

type Address = tuple[str | None, ...]

SAFE_METHODS = {"GET", "HEAD"}
PACKED = "gzip"
KNOWN_QUERY = re.compile(r"page=[1-9][0-9]{0,8}")
MEGABYTE = 1024 * 1024
SCHEMES = {None, "http", "https"}
# Of the names of the site so many are known; any other only costs a page that is made.
MOST_HOSTS = 50
# What answers 404 has only this part, so that who tries addresses pushes no page out.
SHARE_OF_MISSING = 1 / 16


class PageCache:
    """A WSGI application that keeps what another one answers, and never serves it too late.

    A request with a session, with an unknown query or of another method passes by, and so does
    everything while PostgreSQL cannot be heard. Of one page only one is made at a time.
    """

    def __init__(self, application: WSGIApplication, megabytes: float) -> None:
        self.application = application
        missing = megabytes * MEGABYTE * SHARE_OF_MISSING
        self.pages = Store(int(megabytes * MEGABYTE - missing))
        self.missing = Store(int(missing))
        self.news = News(self._drop, self._clear)
        self._session_cookie = f"{settings.SESSION_COOKIE_NAME}="
        self._elsewhere = (settings.STATIC_URL, settings.MEDIA_URL, "/healthz", "/readyz")
        self._hosts = names_of_the_site()
        self._lock = Lock()
        self._making: defaultdict[Address, Lock] = defaultdict(Lock)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or let Django answer and keep that."""
        address = self._address_of(environ)
        if address is None:
            return self.application(environ, start_response)
        if environ.get("HTTP_HOST", "") not in self._hosts:
            return self._meet(environ, start_response)
        now = time.time()
        with self._lock:
            is_current = self.news.is_current()
            answer = self._kept(address, now) if is_current else None
        if answer:
            return answer.reply(environ, start_response, now)
        if not is_current or environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start_response)
        return self._make(address, environ, start_response)

    def _address_of(self, environ: Environ) -> Address | None:
        """Return what tells one page from another, or None for a request that passes by."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING")
        forwarded = environ.get("HTTP_X_FORWARDED_PROTO")
        cookies = environ.get("HTTP_COOKIE")
        accepted = environ.get("HTTP_ACCEPT_ENCODING")
        if (
            environ["REQUEST_METHOD"] not in SAFE_METHODS
            or (query and not KNOWN_QUERY.fullmatch(query))
            or (cookies and self._session_cookie in cookies)
            or forwarded not in SCHEMES
            or path.startswith(self._elsewhere)
        ):
            return None
        encoding = PACKED if accepted and reads_gzip(accepted) else None
        return path, query, environ["wsgi.url_scheme"], forwarded, encoding

    def _kept(self, address: Address, now: float) -> Answer | None:
        return self.pages.get(address, now) or self.missing.get(address, now)

    def _make(
        self, address: Address, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Let Django make the page; whoever asks meanwhile waits, and gets it if it is kept."""
        making = self._making[address]
        is_first = making.acquire(blocking=False)
        if is_first:
            try:
                return self._ask_django(address, environ, start_response)
            finally:
                self._making.pop(address, None)
                making.release()
        with making, self._lock:
            answer = self._kept(address, time.time())
        if answer:
            return answer.reply(environ, start_response, time.time())
        return self.application(environ, start_response)

    def _ask_django(
        self, address: Address, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Send what Django answers, and keep it where the page is the same for everyone.

        Not if something changed while it was made: what was read could be of before.
        """
        heard, begun_at = self.news.heard, timezone.now()
        said: list[Any] = []
        response: Any = self.application(environ, lambda *words: said.extend(words))
        page = page_of(response)
        if page is None:
            start_response(*said)
            return cast("Iterable[bytes]", response)
        try:
            end = end_of(page, begun_at)
        except (OperationalError, InterfaceError):
            end = begun_at
        status, head = said
        is_missing = response.status_code == HTTPStatus.NOT_FOUND
        if settings.PAGE_CACHE_PURGE_URL:
            head = for_caches_on_the_way(head, page, begun_at if is_missing else end)
        answer = Answer(
            status,
            head,
            b"".join(response),
            packed=PACKED in address,
            shows=page.shows,
            ends_at=end.timestamp() if end else inf,
        )
        response.close()
        if is_missing or page.is_numbered or not environ.get("QUERY_STRING"):
            with self._lock:
                if self.news.is_current() and self.news.heard == heard:
                    (self.missing if is_missing else self.pages).keep(address, answer)
        return answer.reply(environ, start_response, time.time())

    def _meet(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Let Django answer under a name that is new here; the next time it is known.

        A page is the same under every name of the site, but which names it has Django decides.
        """
        response = self.application(environ, start_response)
        if page_of(response) and len(self._hosts) < MOST_HOSTS:
            self._hosts.add(environ.get("HTTP_HOST", ""))
        return response

    def _drop(self, changed: Collection[str]) -> None:
        """Forget what shows these; something may be by now where nothing was."""
        self.pages.drop(changed)
        self.missing.clear()

    def _clear(self) -> None:
        self.pages.clear()
        self.missing.clear()


def names_of_the_site() -> set[str]:
    """Return the names that need not be met first: those that the settings spell out."""
    names = {name.removeprefix(".") for name in settings.ALLOWED_HOSTS if name != "*"}
    return {*names, urlsplit(settings.SITE_URL).netloc}


def page_of(response: Any) -> PublicPage | None:
    """Return what a view said its page shows, if nothing of one visitor came into it since."""
    page: PublicPage | None = getattr(response, "public_page", None)
    is_personal = page and (response.cookies or "Vary" in response or response.streaming)
    return None if is_personal else page


def reads_gzip(accepted: str) -> bool:
    """Tell whether a browser reads gzip by its `Accept-Encoding`."""
    return "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", "")
