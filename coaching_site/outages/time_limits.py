"""How long a request waits for the database; what is not asked for by a visitor may take longer."""

from django.db import connection, connections

CONNECTING = {"connect_timeout": 2, "tcp_user_timeout": 2_000}  # seconds, milliseconds
# Another's lock is waited for so long that a save comes through, and not so long that people leave.
# Who is second in the queue for a row waits twice: for the first in it, and for the row.
IN_THE_DATABASE = "-c lock_timeout=1500ms -c statement_timeout=10s"


def limit_waiting() -> None:
    """Let every connection that this process opens from now on give up in time.

    For processes that answer requests (`coaching_site/wsgi.py`). A migration, an export or a job
    of the worker may rightly take minutes.
    """
    for settings in connections.settings.values():
        options = settings["OPTIONS"]
        given = options.get("options", "")
        settings["OPTIONS"] = {
            **CONNECTING, **options, "options": f"{IN_THE_DATABASE} {given}".strip(),
        }  # fmt: skip


def wait_for_nobody() -> None:
    """In this transaction, give up at once where somebody else holds what is to be changed.

    As the worker does with a mail for as long as the mail server takes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50ms'")
