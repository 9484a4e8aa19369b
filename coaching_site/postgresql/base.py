"""The database backend of the site: Django's own, which looks at a connection before it asks it.

It also lends cursors of other kinds, for `coaching_site/compiled_queries.py`.
"""

import select
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as ever; only whether it is still there is found out without a question."""

    def init_connection_state(self) -> None:
        """Have a prepared statement planned once; whatever needs a plan for its values is not one.

        PostgreSQL would go on planning it where it expects less of a plan for these very values,
        which for the months of a long list took as long as the answer. (`PlannedQuery`)
        """
        super().init_connection_state()
        self.connection.execute("SET plan_cache_mode = force_generic_plan")
        if not self.get_autocommit():
            self.connection.commit()  # or the first rollback would take it back

    def is_usable(self) -> bool:
        """Tell whether the server is still there, at the first query of each request.

        A server that left has ended the connection, which can then be read. Only where something
        can be, or after an error, it is asked, which takes a twentieth of an article page.
        """
        if self.errors_occurred or self.connection is None or self.connection.closed:
            return super().is_usable()
        poll = select.poll()
        poll.register(self.connection, select.POLLIN)
        return super().is_usable() if poll.poll(0) else True

    def cursor_of(self, kind: type[Cursor[Any]]) -> CursorWrapper:
        """Return a cursor of a kind of psycopg's, connected and watched as `cursor()` does."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            wrapper: CursorWrapper = self._prepare_cursor(kind(self.connection))  # type: ignore[attr-defined]  # Django has no types for it
        return wrapper
