"""Triggers that say at commit what changed in a table, for migrations of any app.

They run once a statement and see its rows as `old_rows` and `new_rows`, so an update of a thousand
rows, raw SQL included, costs one look. A transaction that is rolled back says nothing: PostgreSQL
sends what was said at commit (https://www.postgresql.org/docs/current/sql-notify.html).
"""

from django.db import migrations

# More changes than this in one statement count as "everything".
MOST_KEYS = 50

TELL = f"""
CREATE FUNCTION page_cache_tell(VARIADIC keys text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(keys) > {MOST_KEYS} THEN
        keys := ARRAY['all'];
    END IF;
    IF cardinality(keys) > 0 THEN
        PERFORM pg_notify('page_cache', array_to_string(keys, ' '));
    END IF;
END
$$;
CREATE FUNCTION page_cache_tell_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM page_cache_tell('all');
    RETURN NULL;
END
$$;
"""
NO_TELLING = """
DROP FUNCTION page_cache_tell_all();
DROP FUNCTION page_cache_tell(VARIADIC text[]);
"""

TRIGGER = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM page_cache_tell(VARIADIC ARRAY(
        SELECT DISTINCT key FROM ({keys}) AS changed(key) LIMIT {limit}
    ));
    RETURN NULL;
END
$$;
CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
ROWS = {
    "INSERT": "NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
}
CHANGED = "old_rows AS before JOIN new_rows AS after USING (id)"
DIFFERS = "before IS DISTINCT FROM after"


def make_telling() -> migrations.RunSQL:
    """Return the operation that makes what the triggers call."""
    return migrations.RunSQL(TELL, NO_TELLING)


def tell_changes(table: str, row: str, pair: str = "") -> migrations.RunSQL:
    """Return the operation that lets a table tell what changed in it.

    `row` selects the keys of rows that were added or deleted, as text, from `{rows} AS row`. `pair`
    does so for rows that were changed, from `{changed} WHERE {differs}`, in which they are called
    `before` and `after`; left out, a changed row tells what `row` tells of both.
    """
    selects = {
        "INSERT": row.format(rows="new_rows"),
        "DELETE": row.format(rows="old_rows"),
        "UPDATE": pair.format(changed=CHANGED, differs=DIFFERS) or _both_sides(row),
    }
    make = [_make_trigger(table, event, keys) for event, keys in selects.items()]
    drop = [_drop_trigger(table, event) for event in selects]
    everything = f"{table}_tells_truncate"
    make.append(
        f"CREATE TRIGGER {everything} AFTER TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION page_cache_tell_all();"
    )
    drop.append(f"DROP TRIGGER {everything} ON {table};")
    return migrations.RunSQL("".join(make), "".join(drop))


def _both_sides(row: str) -> str:
    sides = (f"(SELECT {side}.* FROM {CHANGED} WHERE {DIFFERS})" for side in ("before", "after"))
    return " UNION ALL ".join(row.format(rows=side) for side in sides)


def _make_trigger(table: str, event: str, keys: str) -> str:
    name = f"{table}_tells_{event.lower()}"
    return TRIGGER.format(
        name=name, event=event, table=table, rows=ROWS[event], keys=keys, limit=MOST_KEYS + 1
    )


def _drop_trigger(table: str, event: str) -> str:
    name = f"{table}_tells_{event.lower()}"
    return f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"
