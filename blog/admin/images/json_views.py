"""Views that a script of the admin asks: whatever happens, the answer is JSON with a message."""

import errno
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, ValidationError
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from coaching_site.images.reencoding import MAX_BYTES, MESSAGES, MILLION

type JsonView = Callable[..., dict[str, Any]]
type Answer = Callable[..., JsonResponse]

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


class CsrfCheck(CsrfViewMiddleware):
    """Django's check against forged requests, which hands over its reason instead of a page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def json_view(permission: str, *methods: str) -> Callable[[JsonView], Answer]:
    """Make a view of a ModelAdmin that returns a dict for who has `permission` ("add", "view").

    Anything but these methods is answered 405.
    The body is read after the account and its promised length were looked at, and only then is the
    CSRF token checked, as strictly as everywhere: being exempt only keeps the answer from being a
    page. `RefusedError` and ValidationError, full disks and bodies that break off become messages.
    """

    def decorate(view: JsonView) -> Answer:
        @csrf_exempt
        @wraps(view)
        def answer(
            admin: ModelAdmin, request: HttpRequest, *args: Any, **kwargs: Any
        ) -> JsonResponse:
            try:
                _refuse_strangers(admin, request, permission)
                _refuse_method(request, methods)
                _read_body(request)
                _refuse_forgery(request)
                response = JsonResponse(view(admin, request, *args, **kwargs))
            except RefusedError as refusal:
                response = refusal.answer()
            except ValidationError as error:
                code = error_code(error)
                status = 413 if code == "too_large" else 422
                response = RefusedError(status, error.messages[0], code).answer()
            except (OSError, OperationalError, SuspiciousOperation, MultiPartParserError) as error:
                response = refusal_of(error).answer()
            add_never_cache_headers(response)
            return response

        return answer

    return decorate


def error_code(error: ValidationError) -> str:
    """Return the code of the first fault."""
    faults = (
        error.error_list if hasattr(error, "error_list") else next(iter(error.error_dict.values()))
    )
    return faults[0].code or "invalid"


def _refuse_strangers(admin: ModelAdmin, request: HttpRequest, permission: str) -> None:
    if not request.user.is_authenticated:
        raise RefusedError(
            401, _("You are not signed in any more. Sign in in another tab and try again."), "login"
        )
    is_staff = admin.admin_site.has_permission(request)
    if not is_staff or not getattr(admin, f"has_{permission}_permission")(request):
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


def _refuse_forgery(request: HttpRequest) -> None:
    if CsrfCheck(_no_view).process_view(request, _no_view, (), {}):
        words = _("This page has been open for too long. Save your text and open it again.")
        raise RefusedError(403, words, "csrf")


def _no_view(request: HttpRequest) -> HttpResponse:
    """Stand in for the view that the check against forgery wants to see."""
    return HttpResponse()


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
