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
GUNICORN = "gunicorn.http.wsgi"
OVERHEAD = 7_000  # bytes of the objects around the body, by tracemalloc, once all were sent


class Head:
    """The headers of an answer.

    gunicorn checks every header of every answer and writes it on its own, which takes longer than
    all the rest of answering from memory. What it has checked once is sent as one piece after the
    lines that gunicorn makes itself; any other server gets the headers.
    """

    __slots__ = ("_length", "_lines", "_piece")

    def __init__(self, lines: Headers) -> None:
        self._lines, self._piece = lines, ""
        self._length = [line for line in lines if line[0] == "Content-Length"]

    def start(self, start_response: StartResponse, status: str) -> None:
        """Begin the answer; this knows of gunicorn how its own `send_headers` works, no more."""
        response: Any = getattr(start_response, "__self__", None)
        if type(response).__module__ != GUNICORN:
            start_response(status, self._lines)
        elif not self._piece:
            start_response(status, self._lines)
            self._lines = [*response.headers]
            self._piece = "".join(f"{name}: {value}\r\n" for name, value in self._lines) + "\r\n"
        else:
            start_response(status, self._length)
            response.headers = [*self._lines]  # which hooks and the access log read
            head = "".join([*response.default_headers(), self._piece])
            response.sock.sendall(head.encode("latin-1"))
            response.headers_sent = True


class Answer:
    """One finished page in one encoding.

    `shows` names what is in it; `ends_at` is in seconds since 1970, infinite without an end. The
    strong `ETag` follows from the bytes, so every process gives a page the same one.
    """

    __slots__ = (
        "_body", "_etag", "_modified", "_ok", "_settled", "_settled_at", "_young",
        "ends_at", "shows", "size", "status",
    )  # fmt: skip

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
        self._ok = status.startswith("200")
        tag = blake2b(body, digest_size=12).hexdigest()
        own = [("Vary", "Accept-Encoding")]
        if packed:
            body, tag = gzip.compress(body, compresslevel=6, mtime=0), f"{tag}-gzip"
            own.append(("Content-Encoding", "gzip"))
        self._body, self._etag = [body], f'"{tag}"'
        own += [("ETag", self._etag), ("Content-Length", str(len(body)))]
        head = [line for line in head if line[0].lower() not in OWN_HEADERS] + own
        self.size = len(body) + OVERHEAD
        # `Last-Modified` waits for a second: two pages made in one would have the same.
        made_at = time.time()
        self._settled_at = made_at + 1
        self._modified = format_date_time(made_at)
        self._young = _with_304(head)
        self._settled = _with_304([*head, ("Last-Modified", self._modified)])

    def reply(self, environ: Environ, start_response: StartResponse, now: float) -> Iterable[bytes]:
        """Send the page, or only that the visitor's copy is still good."""
        is_settled = now >= self._settled_at
        head, head_of_304 = self._settled if is_settled else self._young
        # If-None-Match first, the other only without it (RFC 9110, section 13.2.2).
        if tags := environ.get("HTTP_IF_NONE_MATCH"):
            is_known = self._etag in tags or tags == "*"
        else:
            is_known = is_settled and environ.get("HTTP_IF_MODIFIED_SINCE") == self._modified
        if is_known and self._ok:
            head_of_304.start(start_response, NOT_MODIFIED)
            return []
        head.start(start_response, self.status)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else self._body


def _with_304(lines: Headers) -> tuple[Head, Head]:
    """Return the headers of a page, and those of the answer that it has not changed."""
    return Head(lines), Head([line for line in lines if line[0].lower() not in NEEDLESS_IN_304])
