"""Many rows into an empty database at once: COPY by several connections, indexes made afterwards.

Nothing is left out that the rows would have had: what is dropped for the time of the load (indexes,
foreign keys, triggers that run per statement) is made again, and made true, by `loaded_in_bulk`.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection, models
from psycopg import sql

CONNECTIONS = 2
MEMORY = "SET maintenance_work_mem = '512MB'; SET synchronous_commit = off"
# The dearest first, those of words in many columns, so that no processor waits at the end.
INDEXES = """
SELECT format('DROP INDEX %%I', indexname), indexdef FROM pg_indexes
WHERE tablename = ANY(%(tables)s) AND indexname NOT IN (SELECT conname FROM pg_constraint)
ORDER BY indexdef LIKE '%% gin %%' DESC, length(indexdef) DESC
"""
FOREIGN_KEYS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%(tables)s::regclass[])
"""
# It would read what was just written, while the processors have other work.
AUTOVACUUM = "autovacuum_enabled"
SCHEMA = """
SELECT indexdef FROM pg_indexes WHERE tablename = ANY(%(tables)s)
UNION ALL
SELECT concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid = ANY(%(tables)s::regclass[])
UNION ALL
SELECT concat_ws(' ', tgenabled, pg_get_triggerdef(oid))
FROM pg_trigger WHERE tgrelid = ANY(%(tables)s::regclass[]) AND NOT tgisinternal
UNION ALL
SELECT concat_ws(' ', relname, reloptions) FROM pg_class WHERE oid = ANY(%(tables)s::regclass[])
ORDER BY 1
"""


def connect() -> psycopg.Connection:
    """Return a connection to the database of Django's, outside of Django."""
    return psycopg.connect(**parameters(), autocommit=True)


def parameters() -> dict[str, Any]:
    """Return where the database is that Django uses in this thread."""
    known = connection.get_connection_params()
    names = ("dbname", "host", "port", "user", "password")
    return {name: known[name] for name in names if known.get(name)}


@contextmanager
def loaded_in_bulk(tables: Sequence[str]) -> Iterator[None]:
    """Take from these tables what makes single rows slow, and put it back for all rows at once.

    Raises:
        RuntimeError: The tables are not what they were before.
    """
    before = schema(tables)
    with connect() as database:
        taken = [
            *database.execute(INDEXES, {"tables": list(tables)}),
            *database.execute(FOREIGN_KEYS, {"tables": list(tables)}),
        ]
        for drop, _make in taken:
            database.execute(drop)
        _change(database, tables, "DISABLE TRIGGER USER", f"SET ({AUTOVACUUM} = off)")
        yield
        _change(database, tables, "ENABLE TRIGGER USER")
    run_side_by_side([make for _drop, make in taken if make.startswith("CREATE")])
    run_side_by_side([make for _drop, make in taken if not make.startswith("CREATE")])
    run_side_by_side([f"VACUUM (ANALYZE, FREEZE) {table}" for table in tables])
    with connect() as database:
        _change(database, tables, f"RESET ({AUTOVACUUM})")
    if schema(tables) != before:
        raise RuntimeError("The load left indexes, constraints or triggers behind.")


def run_side_by_side(statements: Iterable[str]) -> None:
    """Run statements that do not depend on each other, as many at a time as there are cores."""
    where = parameters()  # a thread has no connection of Django's but the default one

    def run(statement: str) -> None:
        with psycopg.connect(**where, autocommit=True) as database:
            database.execute(MEMORY)
            database.execute(statement)

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(run, statements))


def copy(database: psycopg.Connection, model: type[models.Model], rows: Iterable[dict]) -> None:
    """Write rows that name what differs from the defaults of the model's columns."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    defaults = {field.attname: _default(field) for field in fields}
    target = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
    )
    with database.cursor() as cursor, cursor.copy(target) as writer:
        for row in rows:
            writer.write_row([*(defaults | row).values()])


def continue_numbers(database: psycopg.Connection, tables: Iterable[str]) -> None:
    """Let the next row of each table get a number that no copied row has."""
    for table in tables:
        database.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({}, 'id'), (SELECT max(id) FROM {}))"
            ).format(sql.Literal(table), sql.Identifier(table))
        )


def schema(tables: Sequence[str]) -> list[tuple[str]]:
    """Return what stands on these tables, in the words of the database."""
    with connect() as database:
        return database.execute(SCHEMA, {"tables": list(tables)}).fetchall()


def _default(field: models.Field) -> Any:
    """Return what a new row has in the column, as the database takes it."""
    return field.get_db_prep_save(field.get_default(), connection)


def _change(database: psycopg.Connection, tables: Sequence[str], *changes: str) -> None:
    for table in tables:
        for change in changes:
            database.execute(sql.SQL("ALTER TABLE {} " + change).format(sql.Identifier(table)))
