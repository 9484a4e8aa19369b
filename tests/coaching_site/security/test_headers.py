"""The headers by which browsers protect visitors stand on every answer, whoever gave it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

from tests.factories import make_image

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
EVERYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}
STYLES = "/static/css/base.css"


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("kapot/", broken), path("", include("coaching_site.urls"))]


@pytest.fixture
def visitor() -> Client:
    """A visitor whose errors become answers, and who has lost the cookie of the forms."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


ANSWERS: dict[str, tuple[int, Callable[[Client], Any]]] = {
    "a page": (200, lambda visitor: visitor.get("/artikelen/")),
    "a feed": (200, lambda visitor: visitor.get("/artikelen/feed/")),
    "a form": (200, lambda visitor: visitor.get("/contact/")),
    "for who watches": (200, lambda visitor: visitor.get("/healthz")),
    "the slash redirect": (301, lambda visitor: visitor.get("/artikelen")),
    "the way to the sign-in": (302, lambda visitor: visitor.get("/admin/")),
    "a NUL": (400, lambda visitor: visitor.get("/?q=%00")),
    "a foreign host": (400, lambda visitor: visitor.get("/", headers={"host": "elders.nl"})),
    "a forgery": (403, lambda visitor: visitor.post("/contact/")),
    "nothing": (404, lambda visitor: visitor.get("/is-er-niet/")),
    "no static file": (404, lambda visitor: visitor.get("/static/is-er-niet.css")),
    "another method": (405, lambda visitor: visitor.options("/robots.txt")),
    "a fault": (500, lambda visitor: visitor.get("/kapot/")),
}


def missing_from(answer: Any, expected: dict[str, str]) -> dict[str, str | None]:
    """Return the headers that are other than expected."""
    assert answer.headers["Permissions-Policy"].startswith("camera=(), ")
    assert answer.headers["Content-Security-Policy"]
    found = {name: answer.headers.get(name) for name in expected}
    return {name: value for name, value in found.items() if value != expected[name]}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_carries_the_headers_of_the_site(visitor: Client, kind: str) -> None:
    status, ask = ANSWERS[kind]
    answer = ask(visitor)
    assert answer.status_code == status
    expected = HEADERS | (EVERYWHERE if kind == "no static file" else {})
    assert missing_from(answer, expected) == {}


@pytest.mark.parametrize(("host", "status"), [("testserver", 301), ("elders.nl", 400)])
def test_so_does_what_is_answered_before_it_goes_over_to_https(
    visitor: Client, settings: Settings, host: str, status: int
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = visitor.get("/", headers={"host": host})
    assert answer.status_code == status
    assert missing_from(answer, HEADERS) == {}


def test_a_refused_host_over_https_keeps_to_https(visitor: Client, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 3_600
    answer = visitor.get("/", headers={"host": "elders.nl"}, secure=True)
    assert answer.status_code == 400
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=3600")


def test_files_may_be_shown_by_other_sites_and_carry_the_rest(
    visitor: Client, media_folder: Path
) -> None:
    image = make_image()
    for address in (STYLES, "/static/icons/social.png", image.file.url):
        answer = visitor.get(address)
        assert answer.status_code == 200
        assert missing_from(answer, HEADERS | EVERYWHERE) == {}
        answer.close()


def test_a_file_that_did_not_change_says_the_same(visitor: Client) -> None:
    first = visitor.get(STYLES)
    answer = visitor.get(STYLES, headers={"if-modified-since": first.headers["Last-Modified"]})
    first.close()
    assert answer.status_code == 304
    assert missing_from(answer, HEADERS | EVERYWHERE) == {}


def test_a_view_may_be_stricter(visitor: Client, media_folder: Path) -> None:
    answer = visitor.get(make_image().file.url)
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    answer.close()
