"""Brings a database back to the rows of its beginning, after a test that really committed.

Django empties every table instead and then makes content types, permissions and roles anew: a
hundred statements and the files of forty tables, where most tests wrote to fewer than ten.
"""

from dataclasses import dataclass
from typing import Self

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

# It says which migrations ran, also to a test that runs some.
NOT_TOUCHED = {"django_migrations"}
NOTHING = "[]"
ROWS = "(SELECT coalesce(jsonb_agg(row ORDER BY row::text), '[]')::text FROM {table} AS row)"
# Neither triggers nor foreign keys have a say, and what a request still writes is waited for.
ALONE = "SET LOCAL session_replication_role = replica; LOCK TABLE {tables} IN EXCLUSIVE MODE"
INSERT = """
INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s)
"""
COLUMNS = """
SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'
"""


@dataclass
class DatabaseRows:
    """The rows that each table has at one moment, as JSON."""

    of_table: dict[str, str]

    @classmethod
    def read(cls) -> Self:
        with connection.cursor() as cursor:
            tables = set(connection.introspection.table_names(cursor)) - NOT_TOUCHED
            rows = {}
            for table in sorted(tables):
                cursor.execute(f"SELECT {ROWS.format(table=table)}")
                rows[table] = cursor.fetchone()[0]
        return cls(rows)

    @transaction.atomic
    def come_back(self) -> None:
        """Put back what changed; the database has to be used as a superuser.

        Numbers that were given out are not given out again, as in Django's own way.
        """
        with connection.cursor() as cursor:
            cursor.execute(ALONE.format(tables=", ".join(self.of_table)))
            for table in self._changed(cursor):
                cursor.execute(f"DELETE FROM {table}")
                if self.of_table[table] != NOTHING:
                    self._fill(cursor, table)

    def _changed(self, cursor: CursorWrapper) -> list[str]:
        """Return the tables with other rows; whether an empty one has any is asked for less."""
        checks = [
            f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})"
            if rows == NOTHING
            else f"SELECT '{table}' WHERE {ROWS.format(table=table)} <> %s"
            for table, rows in self.of_table.items()
        ]
        filled = [rows for rows in self.of_table.values() if rows != NOTHING]
        cursor.execute(" UNION ALL ".join(checks), filled)
        return [table for (table,) in cursor.fetchall()]

    def _fill(self, cursor: CursorWrapper, table: str) -> None:
        cursor.execute(COLUMNS, [table])
        columns = cursor.fetchone()[0]
        cursor.execute(INSERT.format(table=table, columns=columns), [self.of_table[table]])
