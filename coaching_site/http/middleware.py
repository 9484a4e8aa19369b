"""Input that no page can read is answered before any page sees it, and input is read to its end."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.http.request import QueryDict
from django.utils.datastructures import MultiValueDict

type Handler = Callable[[HttpRequest], HttpResponse]

# What pages take; Django's views answer OPTIONS, or refuse it, by themselves.
PAGE_METHODS = ["GET", "HEAD", "POST"]
NUL = "\x00"
MOST_READ = 100_000_000  # bytes, five times what an image may have
CHUNK = 65_536


class StrictMultiPartParser(MultiPartParser):
    """Takes a part whose head makes Python's parser of mails stumble for what it is: unreadable."""

    def parse(self) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        """Return fields and files; raises MultiPartParserError, which is answered with 400."""
        try:
            return super().parse()
        except (TypeError, ValueError) as error:
            raise MultiPartParserError("A part of the form has an unreadable head.") from error


class KnownMethodsMiddleware:
    """Answer 405 to methods that no page has; views of libraries take TRACE and others for GET."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {*PAGE_METHODS, "OPTIONS"}:
            return HttpResponseNotAllowed(PAGE_METHODS)
        return self.get_response(request)


class RejectUnreadableInputMiddleware:
    """Answer 400 to a NUL, which PostgreSQL cannot hold as text, instead of failing later.

    Only in what stands before the body, so that uploads keep streaming; what stands in the body is
    cleaned by its form, and its parts are read by a parser that refuses. It comes before the
    sessions, which look up a cookie's value in the database as it is. Encodings are dealt with in
    `coaching_site/http/encodings.py`.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or raise the BadRequest that Django answers with the site's 400 page.

        Raises:
            TooManyFieldsSent: The query holds too many fields; answered with 400 as well.
        """
        request.multipart_parser_class = StrictMultiPartParser  # type: ignore[assignment] # a class
        texts = [request.path_info, *request.COOKIES, *request.COOKIES.values()]
        for name, values in request.GET.lists():
            texts += [name, *values]
        if any(NUL in text for text in texts):
            raise BadRequest("A NUL character in the path, the query or a cookie.")
        return self.get_response(request)


class ReadToTheEndMiddleware:
    """Reads what is left of a body before its answer goes out, an upload that is refused above all.

    A server that answers and hangs up while a browser still sends breaks the connection, and the
    browser shows that instead of the answer (RFC 9112, section 9.6). What promises more than
    `MOST_READ` is not waited for.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if 0 < _promised(request) <= MOST_READ:
            with suppress(OSError):  # the visitor went away
                while request.read(CHUNK):
                    pass
        return response


def _promised(request: HttpRequest) -> int:
    """Return how many bytes the body has by its head."""
    try:
        return int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return 0
