"""What the log says while the database is away: one line a minute, and no traceback."""

import logging
import time

from coaching_site.logs import route_of
from coaching_site.outages.kinds import Outage, outage_behind

ONE_LINE_IN = 60.0  # seconds


class OneLineForAnOutage(logging.Filter):
    """Lets through one short line a minute of each kind of outage; everything else as is.

    The next one tells how many it stands for. Where the path of an address would hold a token, the
    line has its route; the logger stands before it, as in every line.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said_at: dict[Outage, float] = {}
        self._held_back: dict[Outage, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        outage = outage_behind(error)
        if outage is None:
            return True
        if time.monotonic() - self._said_at.get(outage, float("-inf")) < ONE_LINE_IN:
            self._held_back[outage] = self._held_back.get(outage, 0) + 1
            return False
        self._said_at[outage] = time.monotonic()
        route = route_of(record)
        record.msg = "The database is %s (%s)%s; lines like this held back before: %d."
        where = f" at {route}" if route else ""
        held_back = self._held_back.pop(outage, 0)
        record.args = (outage.value, type(error).__name__, where, held_back)
        record.exc_info = record.exc_text = None
        return True
