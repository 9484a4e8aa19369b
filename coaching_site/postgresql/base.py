"""The database backend of the site: Django's own, which asks the server less."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as ever, with plans that are kept and connections that are looked at."""

    def init_connection_state(self) -> None:
        """Let PostgreSQL plan each query of `coaching_site/compiled_queries.py` once.

        Left to choose, it plans an article page anew for every request, which takes two
        milliseconds: it believes that the values matter. Where they do, a `PlannedQuery` is asked.
        """
        super().init_connection_state()
        with self.cursor() as cursor:
            cursor.execute("SET plan_cache_mode = force_generic_plan")

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
