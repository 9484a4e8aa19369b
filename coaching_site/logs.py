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
            route = request.resolver_match.route if request.resolver_match else "(no route)"
            # Django escapes what it logs: a quotation mark copied behind a link changes the path.
            paths = {request.path, request.path.encode("unicode_escape").decode("ascii")}
            record.args = tuple(
                f"/{route}" if argument in paths else argument for argument in record.args
            )
        return True
