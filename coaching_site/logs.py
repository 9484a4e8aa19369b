"""What the log may say: which kind of address, never the address itself, and not without end."""

import logging
import time
from collections import Counter
from collections.abc import Hashable
from http import HTTPStatus
from threading import Lock

from django.http import HttpRequest

ONE_LINE_IN = 60.0  # seconds


class RouteInsteadOfPath(logging.Filter):
    """Replaces the path of a request by its route, since paths hold tokens.

    Django logs refused and failed requests as "%s: %s" with the path as the last argument.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            # Django escapes what it logs: a quotation mark copied behind a link changes the path.
            paths = {request.path, request.path.encode("unicode_escape").decode("ascii")}
            route = route_of(record)
            record.args = tuple(
                route if argument in paths else argument for argument in record.args
            )
        return True


class OneLineForARefusal(logging.Filter):
    """Lets through one line a minute of all that tell the same refusal at the same route.

    Django logs each answer 4xx: a flood of them would fill the disk with lines that say nothing
    new. The next line says for how many it stands.
    """

    def __init__(self) -> None:
        super().__init__()
        self._once_a_minute = OnceAMinute()

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 0)
        is_refusal = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        route = route_of(record)
        if not (is_refusal and route):
            return True
        # Not the text of the line, which may hold what was sent: these are few.
        held_back = self._once_a_minute.take((record.name, status, route))
        if held_back:
            record.msg = f"{record.msg} (and {held_back} more since the last line)"
        return held_back is not None


class OnceAMinute:
    """Lets one of each kind through in a minute, and counts the others; for several threads."""

    def __init__(self) -> None:
        self._counting = Lock()
        self._let_through_at: dict[Hashable, float] = {}
        self._held_back = Counter[Hashable]()

    def take(self, kind: Hashable) -> int | None:
        """Return how many were held back since the last one; None: this one is as well."""
        now = time.monotonic()
        with self._counting:
            if now - self._let_through_at.get(kind, float("-inf")) < ONE_LINE_IN:
                self._held_back[kind] += 1
                return None
            self._let_through_at[kind] = now
            return self._held_back.pop(kind, 0)


def route_of(record: logging.LogRecord) -> str:
    """Return the route of the request that a line is about; empty when it is about none."""
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return ""
    return f"/{request.resolver_match.route if request.resolver_match else '(no route)'}"
