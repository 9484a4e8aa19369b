"""What fills a database for a benchmark leaves it as the migrations made it."""

from collections.abc import Iterator
from itertools import count

import pytest
from django.db import connection, connections

from benchmarks import loading
from blog.models import Article, Comment

pytestmark = pytest.mark.django_db(transaction=True)

numbers = count()
TABLES = [Article._meta.db_table, Comment._meta.db_table]


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Let this thread, and no other, use a second database."""
    usual, other = connections["default"], connection.copy()
    name = f"{usual.settings_dict['NAME']}_elsewhere_{next(numbers)}"
    other.settings_dict["NAME"] = name
    connections["default"] = other
    yield name
    other.close()
    connections["default"] = usual
    with usual.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def test_a_load_makes_every_index_constraint_and_trigger_again() -> None:
    before = loading.schema(TABLES)
    with loading.loaded_in_bulk(TABLES):
        during = loading.schema(TABLES)

    assert len(during) < len(before)
    assert loading.schema(TABLES) == before


def test_a_load_that_leaves_something_behind_is_an_error(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE things (name text); CREATE INDEX by_name ON things (name)")
    monkeypatch.setattr(loading, "run_side_by_side", lambda statements: None)

    with pytest.raises(RuntimeError, match="left"), loading.loaded_in_bulk(["things"]):
        pass


def test_statements_side_by_side_run_where_the_caller_is(elsewhere: str) -> None:
    loading.run_side_by_side(["CREATE TABLE here ()", "CREATE TABLE there ()"])

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), to_regclass('here'), to_regclass('there')")
        assert cursor.fetchone() == (elsewhere, "here", "there")
