"""Input that no page can read is answered before any page sees it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

type Handler = Callable[[HttpRequest], HttpResponse]


class RejectUnreadableInputMiddleware:
    """Pass through."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
