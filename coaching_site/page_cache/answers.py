"""A page as it is sent: its bytes, its headers, and when it need not be sent."""

import gzip
import time
from collections.abc import Callable, Iterable
from hashlib import blake2b
from http import HTTPStatus
from typing import Any
from wsgiref.handlers import format_date_time

type Environ = dict[str, Any]
type StartResponse = Callable[..., Any]
type Headers = list[tuple[str, str]]

NOT_MODIFIED = f"{HTTPStatus.NOT_MODIFIED} {HTTPStatus.NOT_MODIFIED.phrase}"
# What Django says of a page that the answer says itself.
OWN_HEADERS = {"content-length", "etag", "last-modified"}
# RFC 9110, section 15.4.5: a 304 leaves out what describes the bytes.
NEEDLESS_IN_304 = {"content-type", "content-length", "content-encoding"}
OVERHEAD = 3_000  # bytes of the objects around the body, by tracemalloc


class Answer:
    """One finished page in one encoding.

    `shows` names what is in it; `ends_at` is in seconds since 1970, infinite without an end. The
    strong `ETag` follows from the bytes, so every process gives a page the same one.
    """

    __slots__ = ("_body", "_etag", "_head", "_modified", "_rest", "_settled_at", "ends_at", "shows",
                 "size", "status")  # fmt: skip

    def __init__(
        self,
        status: str,
        head: Headers,
        body: bytes,
        *,
        packed: bool,
        shows: frozenset[str],
        ends_at: float,
    ) -> None:
        self.status, self.shows, self.ends_at = status, shows, ends_at
        tag = blake2b(body, digest_size=12).hexdigest()
        own = [("Vary", "Accept-Encoding")]
        if packed:
            body, tag = gzip.compress(body, compresslevel=6, mtime=0), f"{tag}-gzip"
            own.append(("Content-Encoding", "gzip"))
        self._body, self._etag = [body], f'"{tag}"'
        own += [("ETag", self._etag), ("Content-Length", str(len(body)))]
        self._head = [line for line in head if line[0].lower() not in OWN_HEADERS] + own
        self._rest = [line for line in self._head if line[0].lower() not in NEEDLESS_IN_304]
        self.size = len(body) + OVERHEAD
        self._settle_later(time.time())

    def reply(self, environ: Environ, start_response: StartResponse, now: float) -> Iterable[bytes]:
        """Send the page, or only that the visitor's copy is still good."""
        if now >= self._settled_at:
            self._settle()
        if self._is_known(environ):
            start_response(NOT_MODIFIED, self._rest)
            return []
        start_response(self.status, self._head)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else self._body

    def _is_known(self, environ: Environ) -> bool:
        """Ask `If-None-Match`, and `If-Modified-Since` only without it (RFC 9110, 13.2.2)."""
        if known := environ.get("HTTP_IF_NONE_MATCH"):
            return bool(self._etag in known or known == "*")
        return bool(self._modified and environ.get("HTTP_IF_MODIFIED_SINCE") == self._modified)

    def _settle_later(self, made_at: float) -> None:
        """Hold back `Last-Modified` for a second: two pages made in one would have the same."""
        self._modified: str | None = None
        self._settled_at = made_at + 1

    def _settle(self) -> None:
        self._modified = format_date_time(self._settled_at - 1)
        self._settled_at = float("inf")
        line = [("Last-Modified", self._modified)]
        self._head, self._rest = self._head + line, self._rest + line
