"""Views that show a form: kept out of caches, shown again when their protection is lost."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.utils.cache import patch_vary_headers

_MARK = "is_form_page"
_UNPROTECTED = "_lost_its_protection"


def form_page[**Arguments](
    view: Callable[Concatenate[HttpRequest, Arguments], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponse]:
    """Mark a view whose form is a PublicForm; the outermost decorator of the view."""

    @wraps(view)
    def show(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["HX-Request"])
        return response

    setattr(show, _MARK, True)
    return show


def is_form_page(request: HttpRequest) -> bool:
    """Tell whether the request is for a PublicForm, which stores the same words only once."""
    match = request.resolver_match
    return match is not None and getattr(match.func, _MARK, False)


def lost_its_protection(request: HttpRequest) -> bool:
    """Tell whether the request is shown again because its CSRF check failed."""
    return getattr(request, _UNPROTECTED, False)


def show_form_again(request: HttpRequest, reason: str) -> HttpResponse | None:
    """Return the form as it was typed, with a new token, or None when there is none to show.

    What comes from another site is never shown: its words would stand in our form. Whatever
    the view might store is rolled back, the mails among it.
    """
    match = request.resolver_match
    from_elsewhere = reason == REASON_BAD_ORIGIN % request.headers.get("Origin")
    if match is None or from_elsewhere or not is_form_page(request):
        return None
    setattr(request, _UNPROTECTED, True)
    with transaction.atomic():
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        transaction.set_rollback(True)
    if response.status_code < HTTPStatus.BAD_REQUEST:
        return None
    response.status_code = HTTPStatus.FORBIDDEN
    return response


def wants_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks, to put the form into a page that is open."""
    return bool(request.headers.get("HX-Request"))
