"""Input that no page can read is answered before any page sees it."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

type Handler = Callable[[HttpRequest], HttpResponse]

NUL = "\x00"
UTF_8_NAMES = {"utf-8", "utf8"}


class RejectUnreadableInputMiddleware:
    """Answer 400 to what PostgreSQL or Python cannot hold as text, instead of failing later.

    Only what stands before the body is read, so that uploads keep streaming: path, query, cookies
    and the encoding that the body is said to have. What stands in a body is cleaned by its form.
    It comes before the sessions, which look up a cookie's value in the database as it is.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or raise the BadRequest that Django answers with the site's 400 page.

        Raises:
            TooManyFieldsSent: The query holds too many fields; answered with 400 as well.
        """
        _refuse_foreign_encoding(request)
        for text in (request.path_info, *request.COOKIES, *request.COOKIES.values()):
            _refuse_nul(text)
        for name, values in request.GET.lists():
            for text in (name, *values):
                _refuse_nul(text)
        return self.get_response(request)


def _refuse_foreign_encoding(request: HttpRequest) -> None:
    """Refuse every declared encoding but UTF-8.

    Django decodes query and form with whatever the content type names, codecs such as "hex" and
    "unicode_escape" included: those fail, or make characters that cannot be stored.
    """
    if request.encoding and request.encoding.lower() not in UTF_8_NAMES:
        request.encoding = "utf-8"  # the error page reads the query too
        raise BadRequest("Not in UTF-8.")


def _refuse_nul(text: str) -> None:
    if NUL in text:
        raise BadRequest("A NUL character in the path, the query or a cookie.")
