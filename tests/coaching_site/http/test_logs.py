"""The log names routes: a path may hold a token, a name or what somebody searched for."""

import logging
import re
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client

from coaching_site.logs import OneLineForARefusal, RouteInsteadOfPath

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """Collect what the console would show."""
    seen: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(record.getMessage())

    collector = Collector()
    collector.addFilter(RouteInsteadOfPath())
    collector.addFilter(OneLineForARefusal())
    logging.getLogger("django").addHandler(collector)
    yield seen
    logging.getLogger("django").removeHandler(collector)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/artikelen/jan-de-vries/", "/artikelen/<slug:slug>/"),
        ("/aanbod/geheim/", "/aanbod/<slug:slug>/"),
        ("/bestaat/niet/jan@voorbeeld.nl", "(no route)"),
        ("/bestaat/niet/geheim”", "(no route)"),
    ],
)
def test_a_page_that_is_not_there_is_logged_by_its_route(client, lines, path, route):
    client.get(f"{path}?q=geheim")

    assert len(lines) == 1
    assert route in lines[0]
    assert not any(secret in lines[0] for secret in ("jan", "geheim", "voorbeeld"))


def test_a_form_without_its_protection_is_logged_by_its_route(lines):
    Client(enforce_csrf_checks=True).post("/contact/", {"name": "Jan", "email": "jan@voorbeeld.nl"})

    assert len(lines) == 1
    assert "/contact/" in lines[0]
    assert "jan" not in lines[0].lower()


def test_refusals_of_one_kind_are_a_line_a_minute_that_says_how_many(client, lines, monkeypatch):
    for number in range(20):
        client.get(f"/artikelen/nummer-{number}/")
    client.get("/aanbod/geheim/")
    Client(enforce_csrf_checks=True).post("/contact/")
    monkeypatch.setattr("coaching_site.logs.ONE_LINE_IN", 0)  # a minute has passed
    for _time in range(2):
        client.get("/artikelen/nummer-1/")

    assert lines == [
        "Not Found: /artikelen/<slug:slug>/",
        "Not Found: /aanbod/<slug:slug>/",
        "Forbidden (CSRF cookie not set.): /contact/",
        "Not Found: /artikelen/<slug:slug>/ (and 19 more since the last line)",
        "Not Found: /artikelen/<slug:slug>/",
    ]


def test_every_failure_of_the_site_itself_is_a_line(client, lines):
    def fail(*_query: object) -> None:
        raise ValueError

    client.raise_request_exception = False
    with connection.execute_wrapper(fail):
        for _time in range(3):
            client.get("/")

    assert lines == ["Internal Server Error: /"] * 3


def test_every_line_on_the_console_passes_the_filters(settings):
    handler = settings.LOGGING["handlers"]["console"]

    assert handler["filters"] == ["route", "refusals", "outages"]
    assert settings.LOGGING["root"]["handlers"] == ["console"]


def test_every_line_on_the_console_has_its_moment_with_the_offset_from_utc(settings):
    handler = settings.LOGGING["handlers"]["console"]
    line = settings.LOGGING["formatters"][handler["formatter"]]
    formatter = logging.Formatter(line["format"], line["datefmt"], line["style"])
    record = logging.makeLogRecord(
        {"created": 1780000000, "levelname": "INFO", "name": "site", "msg": "sent"}
    )

    written = formatter.format(record)

    assert re.fullmatch(r"2026-05-\d\dT\d\d:\d\d:\d\d[+-]\d{4} INFO site sent", written)
    assert datetime.fromisoformat(written.split()[0]).timestamp() == 1780000000
