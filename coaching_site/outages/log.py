"""What the log says while the database is away: one line a minute, and no traceback."""

import logging

from coaching_site.logs import OnceAMinute, route_of
from coaching_site.outages.kinds import outage_behind


class OneLineForAnOutage(logging.Filter):
    """Lets through one short line a minute of each kind of outage; everything else as is.

    The next one tells how many it stands for. Where the path of an address would hold a token, the
    line has its route; the logger stands before it, as in every line.
    """

    def __init__(self) -> None:
        super().__init__()
        self._once_a_minute = OnceAMinute()

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        outage = outage_behind(error)
        if outage is None:
            return True
        held_back = self._once_a_minute.take(outage)
        if held_back is None:
            return False
        route = route_of(record)
        where = f" at {route}" if route else ""
        record.msg = "The database is %s (%s)%s; lines like this held back before: %d."
        record.args = (outage.value, type(error).__name__, where, held_back)
        record.exc_info = record.exc_text = None
        return True
