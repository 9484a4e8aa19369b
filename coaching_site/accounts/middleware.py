"""Asking for a password again, without keeping what was sent meanwhile."""

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from coaching_site.http.middleware import Handler


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
