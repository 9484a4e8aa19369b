"""What the log says while the database is away: one line a minute, and no traceback."""

import logging
import time

from coaching_site.logs import ONE_LINE_IN
from coaching_site.outages.kinds import outage_behind


class OneLineForAnOutage(logging.Filter):
    """Lets through one short line of all that are logged about an outage; everything else as is."""

    def __init__(self) -> None:
        super().__init__()
        self._said_at = float("-inf")

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        outage = outage_behind(error)
        if outage is None:
            return True
        if time.monotonic() - self._said_at < ONE_LINE_IN:
            return False
        self._said_at = time.monotonic()
        record.msg, record.args = "The database is %s (%s).", (outage.value, type(error).__name__)
        record.exc_info = record.exc_text = None
        return True
