"""The database backend: a connection is looked at before it is used."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection
from django.db.models import Func, IntegerField, Q

from coaching_site.compiled_queries import CompiledQuery, ask_prepared
from coaching_site.models import SiteSettings

BACKEND = "SELECT pg_backend_pid()"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def as_in_a_request() -> Iterator[None]:
    connection.health_check_enabled = True
    yield
    connection.health_check_enabled = False


def by_cursor() -> int:
    """Return which process of the server answers."""
    with connection.cursor() as cursor:
        cursor.execute(BACKEND)
        return int(cursor.fetchone()[0])


def prepared() -> int:
    return int(ask_prepared(BACKEND, [])[0][0])


def compiled() -> int:
    """Ask by a query that was not written before, with a value that is always the same."""
    pid = Func(function="pg_backend_pid", output_field=IntegerField())
    rows = SiteSettings.objects.filter(~Q(practice_name="-")).values_list(pid)
    return int(CompiledQuery(lambda: rows)()[0][0])


def test_a_connection_that_works_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    before = by_cursor()
    with monkeypatch.context() as patch:
        patch.setattr(connection.connection, "cursor", lambda: pytest.fail("It was asked."))
        connection.health_check_done = False
        connection.close_if_health_check_failed()
    assert by_cursor() == before


def by_the_server() -> None:
    with psycopg.connect(**connection.get_connection_params()) as another:
        another.execute("SELECT pg_terminate_backend(%s, 5000)", [by_cursor()])


def here() -> None:
    connection.connection.close()


@pytest.mark.parametrize("ended", [by_the_server, here])
@pytest.mark.parametrize("backend", [by_cursor, prepared, compiled])
def test_a_connection_that_was_ended_is_replaced_before_it_is_used(
    backend: Callable[[], int], ended: Callable[[], None]
) -> None:
    before = backend()
    ended()
    connection.health_check_done = False
    assert backend() != before
