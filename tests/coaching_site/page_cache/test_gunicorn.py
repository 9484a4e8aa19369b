"""A kept page through gunicorn, which checks the headers of its first answer alone."""

import re
import socket
from math import inf
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import InvalidResponseHeader
from gunicorn.http.wsgi import Response

from coaching_site.page_cache.answers import Answer, Environ, Headers

HEAD: Headers = [
    ("Content-Type", "text/html"),
    ("X-Spaced", " ruim "),
    ("Cache-Control", "no-cache"),
]


def kept(head: Headers) -> Answer:
    return Answer("200 OK", head, b"Rust.", packed=False, shows=frozenset(), ends_at=inf)


def sent(answer: Answer, environ: Environ, now: float = 0.0) -> tuple[bytes, Headers]:
    """Return what gunicorn sends, without the moment, and the headers that its hooks see."""
    method = environ["REQUEST_METHOD"]
    request = SimpleNamespace(method=method, version=(1, 1), should_close=lambda: True)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        response = Response(request, ours, Config())
        for part in answer.reply(environ, response.start_response, now):
            response.write(part)
        response.close()
        return re.sub(rb"Date: [^\r]+", b"Date", theirs.recv(10_000)), response.headers


@pytest.mark.parametrize("now", [0.0, inf])
@pytest.mark.parametrize(
    "environ",
    [
        {"REQUEST_METHOD": "GET"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "GET", "HTTP_IF_NONE_MATCH": "*"},
    ],
)
def test_a_page_is_sent_as_it_was_the_first_time(environ: Environ, now: float) -> None:
    answer = kept(HEAD)
    first, second, third = (sent(answer, environ, now) for _ in range(3))

    assert first == second == third
    assert b"\r\nX-Spaced: ruim\r\n" in first[0]
    assert first[0].endswith(b"\r\n\r\nRust.") == (environ == {"REQUEST_METHOD": "GET"})


def test_what_a_hook_adds_to_one_answer_is_not_in_the_next() -> None:
    answer = kept(HEAD)
    for _ in range(3):
        _bytes, headers = sent(answer, {"REQUEST_METHOD": "GET"})
        assert "X-Hook" not in dict(headers)
        headers.append(("X-Hook", "1"))


def test_a_header_that_gunicorn_refuses_is_refused_each_time() -> None:
    answer = kept([*HEAD, ("X-Broken", "een\r\ntwee")])
    for _ in range(3):
        with pytest.raises(InvalidResponseHeader):
            sent(answer, {"REQUEST_METHOD": "GET"})
