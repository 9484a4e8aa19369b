"""What every page of an account carries, and asking for a password again."""

from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from coaching_site.accounts.signing_in import known_devices
from coaching_site.http.middleware import Handler
from coaching_site.limits.answers import patch_retry_after


class AccountPagesMiddleware:
    """Gives each answer below /account/ what it must carry, whoever made it.

    No page is kept, since forms for passwords and codes are among them. Who typed too often hears
    when to try again. `no-referrer` would be stricter than `same-origin`, but then browsers send
    `Origin: null` with a form, which CSRF protection refuses.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(reverse("account_index")):
            add_never_cache_headers(response)
            response.headers["Referrer-Policy"] = "same-origin"
            known_devices.set_cookie(request, response)
            _say_when(request, response)
        return response


def _say_when(request: HttpRequest, response: HttpResponse) -> None:
    """Turn a form that was sent too early into a 429 that says when."""
    wait = getattr(request, "time_to_wait", None)
    if wait is not None:
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        patch_retry_after(response, wait)


class ForgetWhatWasSentMiddleware:
    """Answers before allauth does, which would store the sent form in the session.

    With the form it stores every header, the visitor's IP address among them. Here the form is
    simply asked for once more after the password. Stands below allauth's own middleware: who stands
    lowest is asked about an exception first.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ReauthenticationRequired) or request.method != "POST":
            return None
        ways = get_adapter().get_reauthentication_methods(request.user)
        address = ways[0]["url"] if ways else reverse("account_login")
        return HttpResponseRedirect(f"{address}?{urlencode({'next': request.path})}")
