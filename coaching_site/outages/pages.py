"""The page for "not now": it needs no database and no other file, and keeps what was typed."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils.csp import CSP
from django.utils.http import escape_leading_slashes
from django.utils.safestring import SafeString
from django.views.decorators.csp import csp_override

from coaching_site.environment import BASE_DIR
from coaching_site.forms.form_pages import is_form_page
from coaching_site.outages.kinds import Outage
from coaching_site.outages.middleware import passed_all_checks
from coaching_site.outages.storing import may_be_stored

RETRY_AFTER = {Outage.LOCKED: 5, Outage.READ_ONLY: 30, Outage.AWAY: 30}  # seconds
STYLE = SafeString((BASE_DIR / "templates/errors/503.css").read_text())
POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
UNREADABLE = (OSError, RequestDataTooBig, TooManyFieldsSent, MultiPartParserError)


@dataclass(frozen=True, slots=True)
class Typed:
    """One field of a form that could not be taken."""

    name: str
    value: str

    @property
    def is_shown(self) -> bool:
        """Tell what somebody wrote from what a form carries along: it has more than one word."""
        return len(self.value.split()) > 1


@csp_override(POLICY)
def not_now(request: HttpRequest, outage: Outage) -> HttpResponse:
    """Say that the site cannot answer, when to try again, and what became of a form (503)."""
    context = {
        "style": STYLE,
        "is_locked": outage is Outage.LOCKED,
        "was_sent": request.method == "POST",
        "may_be_stored": may_be_stored(request, outage),
        "is_stored_once": is_form_page(request),
        "address": escape_leading_slashes(request.get_full_path()),
        "typed": typed_in(request),
        "may_have_files": request.content_type == "multipart/form-data",
        "telephone": settings.PRACTICE_TELEPHONE,
    }
    page = render_to_string("errors/503.html", context)
    wait = {"Retry-After": str(RETRY_AFTER[outage]), "Cache-Control": "no-store"}
    return HttpResponse(page, status=503, headers=wait)


def typed_in(request: HttpRequest) -> list[Typed]:
    """Return the fields that were sent, in their order; nothing of another site, no password."""
    match = request.resolver_match
    if not passed_all_checks(request) or match is None or match.route.startswith("account/"):
        return []
    try:
        lists = request.POST.lists()
    except UNREADABLE:
        return []
    typed = [Typed(name, str(value)) for name, values in lists for value in values]
    return [] if any("password" in field.name for field in typed) else typed
