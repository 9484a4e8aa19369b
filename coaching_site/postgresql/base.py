"""The database backend of the site: Django's own, which looks at a connection before it asks it."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as ever; only whether it is still there is found out without a question."""

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
