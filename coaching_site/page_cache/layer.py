"""The layer before Django that answers public pages from memory."""

import re
import time
from collections.abc import Collection, Iterable
from datetime import datetime
from http import HTTPStatus
from math import inf
from threading import Lock
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from coaching_site.http.encodings import WSGIApplication
from coaching_site.outages.middleware import DATABASE_IS_STUCK
from coaching_site.page_cache.decorators import CachePolicy, cache_policy_of
from coaching_site.page_cache.expiry import next_moment
from coaching_site.page_cache.listener import Listener
from coaching_site.page_cache.purging import headers_for_cdn
from coaching_site.page_cache.responses import Environ, Headers, KeptResponse, StartResponse
from coaching_site.page_cache.store import Store

type Address = tuple[str | None, ...]

SAFE_METHODS = {"GET", "HEAD"}
NAME_AND_PORT = re.compile(r"([^:]*)(?::[0-9]+)?")
KNOWN_QUERY = re.compile(r"page=[1-9][0-9]{0,8}")
GZIP = "gzip"
MEGABYTE = 1024 * 1024
SCHEMES = {None, "http", "https"}
# What answers 404 has only this part, so that who tries addresses pushes no page out.
SHARE_OF_MISSING = 1 / 16
# For so long pages are shown as they were when the database went away.
LAST_KNOWN_FOR = 3_600  # seconds


class PageCache:
    """A WSGI application that keeps what another one answers, and serves nothing old while it can.

    A request with a session, with an unknown query or of another method passes by, and so does
    everything while PostgreSQL cannot be heard: then what was kept last stands in for what Django
    cannot make.
    """

    def __init__(self, application: WSGIApplication, megabytes: float) -> None:
        self.application = application
        missing = megabytes * MEGABYTE * SHARE_OF_MISSING
        self.most_bytes = int(megabytes * MEGABYTE - missing)
        self.pages, self.last_known = Store(self.most_bytes), Store(self.most_bytes)
        self.lost_at = -inf
        self.missing = Store(int(missing))
        self.listener = Listener(self._drop, self._clear)
        self._session_cookie = f"{settings.SESSION_COOKIE_NAME}="
        self._elsewhere = (settings.STATIC_URL, settings.MEDIA_URL, "/healthz")
        self._hosts = names_of_the_site()
        self._listening, self._storing = Lock(), Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or let Django answer and keep that."""
        if environ["PATH_INFO"].startswith(self._elsewhere):
            return self.application(environ, start_response)
        address = self._address_of(environ)
        is_current, response = self._look_up(address, time.time())
        if not is_current:
            return self._answer_without_news(response, environ, start_response)
        if response:
            return response.send(environ, start_response)
        if address is None or environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start_response)
        return self._make(address, environ, start_response)

    def _address_of(self, environ: Environ) -> Address | None:
        """Return what tells one page from another, or None for a request that passes by."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING")
        forwarded = environ.get("HTTP_X_FORWARDED_PROTO")
        cookies = environ.get("HTTP_COOKIE")
        if (
            environ["REQUEST_METHOD"] not in SAFE_METHODS
            or (query and not KNOWN_QUERY.fullmatch(query))
            or (cookies and self._session_cookie in cookies)
            or forwarded not in SCHEMES
            # A page is the same under every name and port; of a strange name Django decides.
            or not self._is_called(environ.get("HTTP_HOST", ""))
        ):
            return None
        encoding = GZIP if reads_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else None
        return path, query, environ["wsgi.url_scheme"], forwarded, encoding

    def _is_called(self, host: str) -> bool:
        """Tell whether this is a name of the site, with or without a port."""
        parts = NAME_AND_PORT.fullmatch(host)
        return parts is not None and parts[1] in self._hosts

    def _look_up(self, address: Address | None, now: float) -> tuple[bool, KeptResponse | None]:
        """Tell whether all that was committed is known, and return what is kept of a page."""
        is_current = self._is_current()
        if address is None:
            return is_current, None
        with self._storing:
            if is_current:
                return True, self.pages.get(address, now) or self.missing.get(address, now)
            is_recent = now < self.lost_at + LAST_KNOWN_FOR
            return False, self.last_known.get(address, now) if is_recent else None

    def _is_current(self) -> bool:
        """Hear what changed; of a database that is stuck one request at a time tries it again."""
        if not self._listening.acquire(blocking=not self.listener.is_stuck):
            return False
        try:
            return self.listener.is_current()
        finally:
            self._listening.release()

    def database_is_stuck(self) -> bool:
        """Ask it, and tell whether that was left without an answer."""
        self._is_current()
        return self.listener.is_stuck

    def _answer_without_news(
        self, last_known: KeptResponse | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Let Django answer; where it cannot either, send the page as it was last, and say so."""
        if self.listener.is_stuck:
            environ[DATABASE_IS_STUCK] = True
        if last_known is None:
            return self.application(environ, start_response)
        started: list[Any] = []
        answer: Any = self.application(environ, lambda *arguments: started.extend(arguments))
        status, headers = started
        if not status.startswith(str(HTTPStatus.SERVICE_UNAVAILABLE.value)):
            with self._storing:
                self.last_known.clear()  # not the database is away, and it may change unheard
            start_response(status, headers)
            return cast("Iterable[bytes]", answer)
        if hasattr(answer, "close"):
            answer.close()
        age = int(time.time() - self.lost_at)
        return last_known.send(
            environ, lambda status, headers: start_response(status, as_stale(headers, age))
        )

    def _make(
        self, address: Address, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Send what Django answers, and keep it where the page is the same for everyone.

        Not if something changed while it was made: what was read could be of before.
        """
        messages, begun_at = self.listener.messages, timezone.now()
        started: list[Any] = []
        answer: Any = self.application(environ, lambda *arguments: started.extend(arguments))
        policy = policy_of(answer)
        if policy is None:
            start_response(*started)
            return cast("Iterable[bytes]", answer)
        status, headers = started
        is_missing = answer.status_code == HTTPStatus.NOT_FOUND
        ends_at = end_of(policy, begun_at)
        if settings.PAGE_CACHE_PURGE_URL:
            headers = headers_for_cdn(headers, policy, begun_at if is_missing else ends_at)
        response = KeptResponse(
            status,
            headers,
            b"".join(answer),
            compress=GZIP in address,
            keys=policy.keys,
            ends_at=ends_at.timestamp() if ends_at else inf,
        )
        answer.close()
        if is_missing or policy.is_paginated or not environ.get("QUERY_STRING"):
            is_current = self._is_current()
            with self._storing:
                if is_current and self.listener.messages == messages:
                    (self.missing if is_missing else self.pages).put(address, response)
        return response.send(environ, start_response)

    def _drop(self, keys: Collection[str]) -> None:
        """Forget what depends on these; something may be by now where nothing was."""
        with self._storing:
            self.pages.drop(keys)
            self.missing.clear()

    def _clear(self) -> None:
        """Trust nothing that is kept; of the database that went away it stays the last known."""
        with self._storing:
            self.last_known, self.lost_at = self.pages, time.time()
            self.pages = Store(self.most_bytes)
            self.missing.clear()


def as_stale(headers: Headers, age: int) -> Headers:
    """Return the headers of a page as it was so many seconds ago, which nobody else may keep."""
    return [line for line in headers if line[0].lower() != "cache-control"] + [
        ("Age", str(age)),
        ("Warning", '110 - "Response is Stale"'),
        ("Cache-Control", "no-store"),
    ]


def names_of_the_site() -> set[str]:
    """Return the names that the settings spell out; under any other nothing is kept."""
    names = {name.removeprefix(".") for name in settings.ALLOWED_HOSTS}
    return {*names, urlsplit(settings.SITE_URL).hostname or ""}


def policy_of(answer: Any) -> CachePolicy | None:
    """Return what a view said of its page, if nothing of one visitor came into it since."""
    policy = cache_policy_of(answer)
    is_personal = policy and (answer.cookies or "Vary" in answer or answer.streaming)
    return None if is_personal else policy


def end_of(policy: CachePolicy, begun_at: datetime) -> datetime | None:
    """Return until when a page holds that was begun at this moment; None: no end is in sight."""
    try:
        moments = [policy.ends_at, next_moment(begun_at)]
    except (OperationalError, InterfaceError):
        return begun_at  # the database went away since
    return min((moment for moment in moments if moment and moment > begun_at), default=None)


def reads_gzip(accepted: str) -> bool:
    """Tell whether a browser reads gzip by its `Accept-Encoding`."""
    return "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", "")
