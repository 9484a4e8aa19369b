"""A page as it is sent: its bytes, its headers, and when it need not be sent."""

import gzip
from collections.abc import Callable, Iterable
from hashlib import blake2b
from http import HTTPStatus
from math import inf
from typing import Any

type Environ = dict[str, Any]
type StartResponse = Callable[..., Any]
type Headers = list[tuple[str, str]]

NOT_MODIFIED = f"{HTTPStatus.NOT_MODIFIED} {HTTPStatus.NOT_MODIFIED.phrase}"
# Django's are of the page before it was compressed, and its dates only of the newest article.
REPLACED = {"content-length", "etag", "last-modified"}
# RFC 9110, section 15.4.5: a 304 leaves out what describes the bytes.
NOT_IN_304 = {"content-type", "content-length", "content-encoding"}
OVERHEAD = 4_000  # bytes of the objects around the body, by tracemalloc


class KeptResponse:
    """One finished page in one encoding.

    `keys` is what it depends on, `ends_at` until when it holds, in seconds since 1970. The strong
    `ETag` follows from the bytes, so every process gives a page the same one.
    """

    __slots__ = (
        "_body", "_etag", "_headers", "_headers_of_304", "_status", "ends_at", "keys", "size",
    )  # fmt: skip

    def __init__(
        self,
        status: str,
        headers: Headers,
        body: bytes,
        *,
        compress: bool = False,
        keys: frozenset[str] = frozenset(),
        ends_at: float = inf,
    ) -> None:
        self.keys, self.ends_at = keys, ends_at
        tag = blake2b(body, digest_size=12).hexdigest()
        own = [("Vary", "Accept-Encoding")]
        if compress:
            body, tag = gzip.compress(body, compresslevel=6, mtime=0), f"{tag}-gzip"
            own.append(("Content-Encoding", "gzip"))
        self._status, self._body, self._etag = status, [body], f'"{tag}"'
        own += [("ETag", self._etag), ("Content-Length", str(len(body)))]
        self._headers = [line for line in headers if line[0].lower() not in REPLACED] + own
        self._headers_of_304 = [line for line in self._headers if line[0].lower() not in NOT_IN_304]
        self.size = len(body) + OVERHEAD

    def send(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Send the page, or only that the visitor's copy is still good."""
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags and (self._etag in tags or tags == "*") and self._status.startswith("200"):
            start_response(NOT_MODIFIED, self._headers_of_304)
            return []
        start_response(self._status, self._headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else self._body
