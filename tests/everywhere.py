"""Where words are, in all that the site keeps: for promises that something is gone."""

from django.db import connection


def places_with(*words: str) -> set[str]:
    """Return the columns, of any table, in which one of these words stands, as `table.column`."""
    return {
        f"{table}.{column}"
        for table, column in _columns()
        if any(_stands(table, column, word) for word in words)
    }


def _columns() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "JOIN information_schema.tables USING (table_schema, table_name) "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        return list(cursor.fetchall())


def _stands(table: str, column: str, word: str) -> bool:
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS (SELECT FROM {name(table)} "
            f"WHERE strpos(lower({name(column)}::text), lower(%s)) > 0)",
            [word],
        )
        return bool(cursor.fetchone()[0])
