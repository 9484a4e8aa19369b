"""What the log says of an outage: one line a minute for each kind, without what was asked."""

import logging
from typing import Any

import psycopg
import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import ResolverMatch

from coaching_site.outages.log import OneLineForAnOutage


@pytest.fixture
def filtering() -> OneLineForAnOutage:
    return OneLineForAnOutage()


AWAY = OperationalError("server at 10.0.0.7 is gone")


def locked() -> OperationalError:
    error = OperationalError("canceling statement due to lock timeout")
    error.__cause__ = psycopg.errors.LockNotAvailable()
    return error


def logged(
    filtering: OneLineForAnOutage, error: Exception, times: int = 1, **about: Any
) -> list[logging.LogRecord]:
    """Return what is let through of so many equal lines."""
    let_through = []
    for _time in range(times):
        record = logging.LogRecord(
            "site", logging.ERROR, "", 0, "%s", ("x",), (type(error), error, None)
        )
        vars(record).update(about)
        let_through += [record] if filtering.filter(record) else []
    return let_through


def test_an_outage_is_one_line_in_the_log_and_a_mistake_a_traceback(
    filtering: OneLineForAnOutage,
) -> None:
    (line,) = logged(filtering, AWAY, 3)
    said = "The database is away (OperationalError); lines like this held back before: 0."
    assert line.getMessage() == said
    assert line.exc_info is None
    mistakes = logged(filtering, ValueError(), 3)
    assert [record.exc_info is not None for record in mistakes] == [True] * 3


def test_a_lock_never_hides_that_the_database_went_away(filtering: OneLineForAnOutage) -> None:
    lines = [line for error in (locked(), AWAY, locked()) for line in logged(filtering, error)]
    said = [line.getMessage().partition(" (")[0] for line in lines]
    assert said == ["The database is locked", "The database is away"]


def test_a_minute_later_the_log_tells_how_much_it_held_back(
    filtering: OneLineForAnOutage, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged(filtering, AWAY, 214)
    logged(filtering, locked(), 2)
    monkeypatch.setattr("coaching_site.logs.ONE_LINE_IN", 0.0)
    (line,) = logged(filtering, AWAY)
    (later,) = logged(filtering, AWAY)
    assert "held back before: 213." in line.getMessage()
    assert "held back before: 0." in later.getMessage()


def test_the_line_of_an_outage_names_the_route_and_never_the_path(
    filtering: OneLineForAnOutage,
) -> None:
    request = RequestFactory().get("/voorbeeld/geheim/")
    request.resolver_match = ResolverMatch(print, (), {}, route="voorbeeld/<str:token>/")
    (line,) = logged(filtering, AWAY, request=request)
    assert "(OperationalError) at /voorbeeld/<str:token>/;" in line.getMessage()
    assert "geheim" not in line.getMessage()
