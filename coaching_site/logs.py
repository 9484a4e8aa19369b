"""What the log may say: which kind of address, never the address itself."""

import logging

from django.http import HttpRequest


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


def route_of(record: logging.LogRecord) -> str:
    """Return the route of the request that a line is about; empty when it is about none."""
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return ""
    return f"/{request.resolver_match.route if request.resolver_match else '(no route)'}"
