"""What the log may say: which kind of address, never the address itself, and not without end."""

import logging
import time
from collections import Counter
from http import HTTPStatus

from django.http import HttpRequest

ONE_LINE_IN = 60.0  # seconds


class RouteInsteadOfPath(logging.Filter):
    """Replaces the path of a request by its route, since paths hold tokens.

    Django logs refused and failed requests as "%s: %s" with the path as the last argument.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            route = route_of(request)
            # Django escapes what it logs: a quotation mark copied behind a link changes the path.
            paths = {request.path, request.path.encode("unicode_escape").decode("ascii")}
            record.args = tuple(
                f"/{route}" if argument in paths else argument for argument in record.args
            )
        return True


class OneLineForARefusal(logging.Filter):
    """Lets through one line a minute of all that tell the same refusal at the same route.

    Django logs each answer 4xx: a flood of them would fill the disk with lines that say nothing
    new. The next line says for how many it stands.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said_at: dict[tuple[object, ...], float] = {}
        self._unsaid = Counter[tuple[object, ...]]()

    def filter(self, record: logging.LogRecord) -> bool:
        request, status = getattr(record, "request", None), getattr(record, "status_code", 0)
        is_refusal = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        if not (is_refusal and isinstance(request, HttpRequest)):
            return True
        # Not the text of the line, which may hold what was sent: these are few.
        kind = (record.name, status, route_of(request))
        if time.monotonic() - self._said_at.get(kind, float("-inf")) < ONE_LINE_IN:
            self._unsaid[kind] += 1
            return False
        self._said_at[kind] = time.monotonic()
        if unsaid := self._unsaid.pop(kind, 0):
            record.msg = f"{record.msg} (and {unsaid} more since the last line)"
        return True


def route_of(request: HttpRequest) -> str:
    """Return which kind of address was asked for."""
    return request.resolver_match.route if request.resolver_match else "(no route)"
