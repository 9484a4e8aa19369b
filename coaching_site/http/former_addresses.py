"""Old links to pages, offers, topics, authors and series lead to where these are now."""

from http import HTTPStatus

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from coaching_site.http.middleware import Handler
from coaching_site.models import FormerAddress


class FormerAddressMiddleware:
    """Redirects where nothing is, but something was: one query for each page that is not there.

    Permanent, but asked for again each time: a page may go back to an address, and a browser that
    kept both redirects would run in circles.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND or request.method not in {"GET", "HEAD"}:
            return response
        former = FormerAddress.objects.filter(path=request.path).first()
        if former is None or former.target is None or not _is_visible(former.target):
            return response
        query = request.META.get("QUERY_STRING", "")
        address = former.target.get_absolute_url() + (f"?{query}" if query else "")
        redirect = HttpResponsePermanentRedirect(address)
        redirect["Cache-Control"] = "no-cache"
        return redirect


def _is_visible(target: Model) -> bool:
    """Tell whether readers may be led there; topics, authors and series always stand open."""
    return bool(getattr(target, "is_visible", True))
