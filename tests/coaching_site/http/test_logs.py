"""The log names routes: a path may hold a token, a name or what somebody searched for."""

import logging

import pytest
from django.test import Client

from coaching_site.logs import RouteInsteadOfPath

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


def test_every_line_on_the_console_passes_the_filter(settings):
    handler = settings.LOGGING["handlers"]["console"]

    assert handler["filters"] == ["route"]
    assert settings.LOGGING["root"]["handlers"] == ["console"]
