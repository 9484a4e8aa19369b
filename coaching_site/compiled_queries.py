"""Queries of public pages, of which Django writes the SQL once per process.

Writing the SQL of an article page takes Django's query builder three times as long as PostgreSQL
needs to answer it. The SQL is always the same; only values differ, so they are filled in later.
The statement is prepared as well, so that PostgreSQL plans it once per connection.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import chain
from threading import local
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Field, Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from coaching_site.clock import shown_at, site_now

# Typed as Django's wrapper of a cursor, which it is not.
SERVER_BINDING: Any = ServerBindingCursor
# Stands for the moment at which the site is shown, while the SQL is written.
MOMENT = datetime(1, 1, 2, tzinfo=UTC)


@Field.register_lookup
class OneOf(Lookup):
    """`pk__one_of=ids` is `pk__in=ids` with one parameter, however many there are."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*parameters, self.rhs]


class CompiledQuery[Row](local):
    """A queryset that is built once, with marks in the place of the values that differ.

    `build` gets the marks by name and may ask `published()`: its moment is filled in each time. It
    may not prefetch. Each thread keeps one of its own, since a Django query is not for two.
    """

    is_prepared = True

    def __init__(self, build: Callable[..., "QuerySet[Any, Row]"], **marks: object) -> None:
        self._build, self._marks = build, marks
        self._rows: Iterable[Row] | None = None

    def __call__(self, **values: object) -> list[Row]:
        """Return the rows for these values, which have the names and the types of the marks."""
        if self._rows is None:
            self._rows = self._compile()
        values["moment"] = site_now()
        self._parameters = [values[name] if name else fixed for name, fixed in self._places]
        return list(self._rows)

    def _compile(self) -> Iterable[Row]:
        """Write the SQL, find the marks in its parameters, and leave the rest to the queryset."""
        with shown_at(MOMENT):
            queryset: Any = self._build(**self._marks)
            compiler = queryset.query.get_compiler(connection=connection)
            self._sql, parameters = compiler.as_sql()
        marks = {**self._marks, "moment": MOMENT}
        self._places = [
            (next((name for name, mark in marks.items() if mark == each), None), each)
            for each in parameters
        ]
        converters = compiler.get_converters([each[0] for each in compiler.select])
        compiler.execute_sql = self._execute
        compiler.results_iter = lambda results=None, **_how: compiler.apply_converters(
            chain.from_iterable(results or self._execute()), converters
        )
        queryset.query.get_compiler = lambda *_which, **_how: compiler
        rows: Iterable[Row] = queryset._iterable_class(queryset)  # noqa: SLF001 (as it iterates itself)
        return rows

    def _execute(self, *_how: object, **_more: object) -> list[list[tuple[Any, ...]]]:
        """Ask as Django does, with a cursor that leaves the values out of the statement."""
        cursor: Any
        with connection.cursor() as cursor:
            if self.is_prepared:
                cursor.cursor = SERVER_BINDING(connection.connection)
            cursor.execute(self._sql, self._parameters)
            return [cursor.fetchall()]


class PlannedQuery[Row](CompiledQuery[Row]):
    """A compiled query that PostgreSQL plans each time, since its best plan depends on the values.

    A plan for any values reads a third of an index for “before this moment”, which is nearly all.
    """

    is_prepared = False
