"""The database backend: a connection is looked at before it is used."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def as_in_a_request() -> Iterator[None]:
    connection.health_check_enabled = True
    yield
    connection.health_check_enabled = False


def begin_a_request() -> None:
    connection.health_check_done = False
    connection.close_if_health_check_failed()


def backend() -> int:
    """Return which process of the server answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_a_connection_that_works_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    before = backend()
    with monkeypatch.context() as patch:
        patch.setattr(connection.connection, "cursor", lambda: pytest.fail("It was asked."))
        begin_a_request()
    assert backend() == before


def test_a_connection_that_the_server_ended_is_replaced_before_it_is_used() -> None:
    before = backend()
    with psycopg.connect(**connection.get_connection_params()) as another:
        another.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    begin_a_request()
    assert backend() != before


def test_a_connection_that_was_closed_here_is_replaced() -> None:
    before = backend()
    connection.connection.close()
    begin_a_request()
    assert backend() != before
