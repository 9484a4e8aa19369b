"""Queries of public pages, of which Django writes the SQL once per process.

Writing the SQL of an article page takes Django's query builder three times as long as PostgreSQL
needs to answer it. The SQL is always the same; the values that differ are filled in later, and
those that never do are written into it. The statement is prepared as well, so that PostgreSQL
plans it once per connection.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import chain, count
from threading import local
from typing import Any, Self

from django.db import connection
from django.db.models import Field, Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from psycopg import RawCursor
from psycopg.sql import Literal

from coaching_site.time.clock import shown_at, site_now

# Stands for the moment at which the site is shown, while the SQL is written.
MOMENT = datetime(1, 1, 2, tzinfo=UTC)
PLACE = re.compile("%([s%])")
PLACE_WITH_NAME = re.compile(r"%\((\w+)\)s")
LIMITS = " LIMIT %s OFFSET %s"


@Field.register_lookup
class OneOf(Lookup):
    """`pk__one_of=ids` is `pk__in=ids` with one parameter, however many there are."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*parameters, self.rhs]


class PreparedCursor(RawCursor[Any]):
    """Leaves the values out of the statement, which is written as PostgreSQL numbers them.

    Otherwise psycopg takes a long statement apart each time.
    """

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        """Ask as every cursor does: `%s`, or `%(name)s`, stands for a value."""
        statement, names = _numbered(query, is_named=isinstance(params, Mapping))
        values = [params[name] for name in names] if names else params
        return super().execute(statement, values, **how)


@cache
def _numbered(query: str, *, is_named: bool) -> tuple[str, tuple[str, ...]]:
    """Return the statement as PostgreSQL numbers its values, and their names if they have any."""
    names = tuple(dict.fromkeys(PLACE_WITH_NAME.findall(query))) if is_named else ()
    if names:
        query = PLACE_WITH_NAME.sub(lambda found: f"${names.index(found[1]) + 1}", query)
    numbers = count(1)
    return PLACE.sub(lambda found: "%" if found[1] == "%" else f"${next(numbers)}", query), names


class CompiledQuery[Row](local):
    """A queryset that is built once, with marks in the place of the values that differ.

    `build` gets the marks by name: values that stand nowhere else in the query, since they are
    found by being equal, so it may not change them. It may ask `published()`, whose moment is
    filled in each time (as `moment`), and may not prefetch. Whatever else it reads is asked for as
    long as the process lives. Each thread keeps its own: a Django query is not for two.
    """

    is_prepared = True

    def __init__(self, build: Callable[..., "QuerySet[Any, Row]"], **marks: object) -> None:
        self._build, self._marks = build, marks
        self._iterable: Iterable[Row] | None = None

    def __call__(self, **values: object) -> list[Row]:
        """Return the rows for these values, which have the names and the types of the marks."""
        return self._ask("", [], values)

    def first(self, **values: object) -> Row | None:
        """Return the first row, or None."""
        return next(iter(self(**values)), None)

    def slice(self, first: int, last: int, **values: object) -> list[Row]:
        """Return what a slice would give, of a queryset that is not sliced itself."""
        return self._ask(LIMITS, [last - first, first], values)

    def _ask(self, limits: str, numbers: list[int], values: dict[str, object]) -> list[Row]:
        if self._iterable is None:
            self._iterable = self._compile()
        values["moment"] = site_now()
        given = [values[name] for name in self._names]
        self._question = f"{self._sql}{limits}", [*given, *numbers]
        return list(self._iterable)

    def _compile(self) -> Iterable[Row]:
        """Write the SQL, find the marks in its parameters, and leave the rest to the queryset."""
        with shown_at(MOMENT):
            queryset: Any = self._build(**self._marks)
            compiler = queryset.query.get_compiler(connection=connection)
            sql, parameters = compiler.as_sql()
        marks = {**self._marks, "moment": MOMENT}
        self._sql, self._names = _with_fixed_values(sql, parameters, marks)
        converters = compiler.get_converters([each[0] for each in compiler.select])
        # A queryset iterates by asking its query for a compiler and that for rows: it gets this
        # one, with our rows, and with converters that were looked up once.
        compiler.execute_sql = self._execute
        compiler.results_iter = lambda results=None, **_how: compiler.apply_converters(
            chain.from_iterable(results or self._execute()), converters
        )
        queryset.query.get_compiler = lambda *_which, **_how: compiler
        rows: Iterable[Row] = queryset._iterable_class(queryset)  # noqa: SLF001 (as it iterates itself)
        return rows

    def _execute(self, *_how: object, **_more: object) -> list[list[tuple[Any, ...]]]:
        query, values = self._question
        cursor: Any
        if self.is_prepared:
            return [ask_prepared(query, values)]
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return [cursor.fetchall()]


def _with_fixed_values(
    sql: str, parameters: Iterable[object], marks: Mapping[str, object]
) -> tuple[str, list[str]]:
    """Return the SQL in which only the marks are still left open, and their names in order.

    What is always the same need not be sent, and PostgreSQL plans better for what it knows.
    """
    names: list[str] = []
    values = iter(parameters)

    def written(place: re.Match[str]) -> str:
        if place[1] == "%":
            return place[0]
        value = next(values)
        name = next((name for name, mark in marks.items() if mark == value), None)
        if name is None:
            return Literal(value).as_string(connection.connection).replace("%", "%%")
        names.append(name)
        return place[0]

    # With a cursor the connection is there, and what it says of a value is an error of Django's.
    with connection.cursor(), connection.wrap_database_errors:
        return PLACE.sub(written, sql), names


class PlannedQuery[Row](CompiledQuery[Row]):
    """A compiled query that PostgreSQL plans each time, since its best plan depends on the values.

    A plan for any values reads a third of an index for “before this moment”, which is nearly all.
    """

    is_prepared = False


def ask_prepared(
    query: str, values: Sequence[object] | Mapping[str, object]
) -> list[tuple[Any, ...]]:
    """Return the rows of a statement that PostgreSQL plans once per connection."""
    database: Any = connection  # whose type does not know what our backend adds
    with database.cursor_of(PreparedCursor) as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
