"""Whoever waits for a database that stopped answering is let go."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection

from coaching_site.outages.kinds import Outage, outage_behind
from coaching_site.outages.watchdog import Watchdog

pytestmark = pytest.mark.django_db(transaction=True)


def waiting(seconds: float, is_stuck: Callable[[], bool]) -> Watchdog:
    """Return a site whose database takes so long for every page."""

    def application(_environ: Any, _start_response: Any) -> list[bytes]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(%s)", [seconds])
        return [b"Rust."]

    return Watchdog(application, is_stuck)


def ask(site: Watchdog) -> list[bytes]:
    return list(site({}, lambda *_started: None))


def test_a_wait_ends_once_the_database_is_stuck() -> None:
    begun = time.monotonic()

    with pytest.raises(OperationalError) as raised:
        ask(waiting(9, is_stuck=lambda: True))

    assert outage_behind(raised.value) is Outage.AWAY
    assert time.monotonic() - begun < 3
    connection.close()


def test_a_database_that_answers_may_take_its_time() -> None:
    asked = []

    def is_stuck() -> bool:
        asked.append(1)
        return False

    assert ask(waiting(0.8, is_stuck)) == [b"Rust."]
    assert asked


def test_a_quick_answer_asks_nothing_of_the_database() -> None:
    site = waiting(0, is_stuck=lambda: pytest.fail("asked"))
    ask(site)
    time.sleep(0.6)
    assert site._thread.is_alive()  # noqa: SLF001 (only a failed one would have ended)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_one_mistake_does_not_end_the_watch() -> None:
    answers = iter([ZeroDivisionError, True])

    def is_stuck() -> bool:
        answer = next(answers)
        if isinstance(answer, bool):
            return answer
        raise answer

    site = waiting(0.8, is_stuck)
    assert ask(site) == [b"Rust."]
    with pytest.raises(OperationalError):
        ask(site)
    connection.close()
