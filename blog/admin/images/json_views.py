"""Views that a script of the admin asks: whatever happens, the answer is JSON with a message."""

import errno
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.contrib.admin import site
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, ValidationError
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from coaching_site.images.reencoding import MAX_BYTES, MESSAGES, MILLION

type JsonView = Callable[..., dict[str, Any]]
type Answer = Callable[..., HttpResponse]

# What a form around one file takes besides: boundaries, heads of parts, the other fields.
ROOM_FOR_THE_REST = 100_000
DISK_FULL = {errno.ENOSPC, errno.EDQUOT}


class RefusedError(Exception):
    """What cannot be done, in the author's words, with the status that says whose fault it is."""

    def __init__(
        self, status: int, message: str | Promise, code: str = "refused", **headers: str
    ) -> None:
        super().__init__(code)
        self.status, self.message, self.code, self.headers = status, message, code, headers

    @classmethod
    def too_large(cls) -> "RefusedError":
        """Say how large a file may be."""
        return cls(413, MESSAGES["too_large"] % {"limit": MAX_BYTES // MILLION}, "too_large")

    def answer(self) -> JsonResponse:
        """Return it as the script of the page shows it."""
        words = {"message": str(self.message), "code": self.code}
        return JsonResponse(words, status=self.status, headers=self.headers)


def json_view(allowed: Callable[[Any], bool], *methods: str) -> Callable[[JsonView], Answer]:
    """Answer with the dict that a view returns, to who works here and is `allowed` to.

    Anything but these methods is answered 405.
    The body is read after the account and its promised length were looked at, and only then is the
    CSRF token checked, as strictly as everywhere: being exempt only keeps the answer from being a
    page. `RefusedError` and ValidationError (of a message or a list), full disks and bodies that
    break off become messages.
    """

    def decorate(view: JsonView) -> Answer:
        @csrf_protect
        def protected(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return JsonResponse(view(request, *args, **kwargs))

        @never_cache
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                _refuse_strangers(request, allowed)
                _refuse_method(request, methods)
                _read_body(request)
                response = protected(request, *args, **kwargs)
            except RefusedError as refusal:
                return refusal.answer()
            except ValidationError as error:
                code = error.error_list[0].code or "invalid"
                status = 413 if code == "too_large" else 422
                return RefusedError(status, error.messages[0], code).answer()
            except (OSError, OperationalError, SuspiciousOperation, MultiPartParserError) as error:
                return refusal_of(error).answer()
            # Only Django's own answer to a forgery is a page.
            return response if isinstance(response, JsonResponse) else forgery().answer()

        return answer

    return decorate


def _refuse_strangers(request: HttpRequest, allowed: Callable[[Any], bool]) -> None:
    if not request.user.is_authenticated:
        raise RefusedError(
            401, _("You are not signed in any more. Sign in in another tab and try again."), "login"
        )
    if not site.has_permission(request) or not allowed(request.user):
        raise RefusedError(403, _("Your account may not do this."), "permission")


def _refuse_method(request: HttpRequest, methods: Collection[str]) -> None:
    if request.method not in methods:
        words = _("Nothing arrived here. Go back to the page and try again.")
        raise RefusedError(405, words, "method", Allow=", ".join(methods))


def _read_body(request: HttpRequest) -> None:
    """Read at most as much as was promised, if that is not too much."""
    promised = str(request.headers.get("content-length") or "")
    if promised.isdecimal() and int(promised) > MAX_BYTES + ROOM_FOR_THE_REST:
        raise RefusedError.too_large()
    _parsed = request.FILES


def forgery() -> RefusedError:
    """Say that the page is old, which is what a missing token nearly always means."""
    words = _("This page has been open for too long. Save your text and open it again.")
    return RefusedError(403, words, "csrf")


def refusal_of(error: Exception) -> RefusedError:
    """Say what went wrong outside the image itself."""
    if isinstance(error, RequestDataTooBig):
        return RefusedError.too_large()
    if isinstance(error, UnreadablePostError | SuspiciousOperation | MultiPartParserError):
        return RefusedError(400, _("The upload broke off on its way. Try again."), "broken_off")
    if isinstance(error, OSError) and error.errno in DISK_FULL:
        return RefusedError(
            507, _("The disk of the site is full: nothing was stored."), "disk_full"
        )
    return RefusedError(
        503, _("The site cannot store anything right now. Try again later."), "storage"
    )
