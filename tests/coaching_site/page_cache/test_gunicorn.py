"""A kept page through gunicorn: each answer is whole, and none leaves a trace in the next."""

import re
import socket
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.http.wsgi import Response

from coaching_site.page_cache.responses import Environ, Headers, KeptResponse

HEADERS: Headers = [("Content-Type", "text/html"), ("Cache-Control", "no-cache")]


def sent(kept: KeptResponse, environ: Environ) -> tuple[bytes, Headers]:
    """Return what gunicorn sends, without the moment, and the headers that its hooks see."""
    method = environ["REQUEST_METHOD"]
    request = SimpleNamespace(method=method, version=(1, 1), should_close=lambda: True)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        response = Response(request, ours, Config())
        for part in kept.send(environ, response.start_response):
            response.write(part)
        response.close()
        return re.sub(rb"Date: [^\r]+", b"Date", theirs.recv(10_000)), response.headers


@pytest.mark.parametrize(
    "environ",
    [
        {"REQUEST_METHOD": "GET"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "GET", "HTTP_IF_NONE_MATCH": "*"},
    ],
)
def test_a_page_is_sent_each_time_as_it_was_the_first_time(environ: Environ) -> None:
    kept = KeptResponse("200 OK", HEADERS, b"Rust.")
    first, second, third = (sent(kept, environ) for _ in range(3))

    assert first == second == third
    assert first[0].endswith(b"\r\n\r\nRust.") == (environ == {"REQUEST_METHOD": "GET"})


def test_what_a_hook_adds_to_one_answer_is_not_in_the_next() -> None:
    kept = KeptResponse("200 OK", HEADERS, b"Rust.")
    for _ in range(3):
        _bytes, headers = sent(kept, {"REQUEST_METHOD": "GET"})
        assert "X-Hook" not in dict(headers)
        headers.append(("X-Hook", "1"))
