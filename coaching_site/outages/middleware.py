"""While the database does not answer, no request waits for it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from coaching_site.http.middleware import Handler
from coaching_site.outages.kinds import DatabaseIsStuckError

# Set by the layer before Django, which listens to the database (coaching_site/page_cache/layer.py).
DATABASE_IS_STUCK = "coaching_site.database_is_stuck"
WITHOUT_A_FORM = {"GET", "HEAD", "OPTIONS"}
_PASSED = "_passed_all_checks"


class OutageMiddleware:
    """Refuses what would wait, a form only once it is known to be the visitor's own.

    Stands last: its `process_view` runs when all others, the CSRF check too, let the request pass.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or raise DatabaseIsStuckError, which becomes a 503."""
        if database_is_stuck(request) and request.method in WITHOUT_A_FORM:
            raise DatabaseIsStuckError
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        setattr(request, _PASSED, not getattr(view, "csrf_exempt", False))
        if database_is_stuck(request):
            raise DatabaseIsStuckError


def database_is_stuck(request: HttpRequest) -> bool:
    """Tell whether a query would wait for as long as the server does."""
    return DATABASE_IS_STUCK in request.META


def passed_all_checks(request: HttpRequest) -> bool:
    """Tell whether what was sent came from a page of this site, by the visitor's own hand."""
    return getattr(request, _PASSED, False)
