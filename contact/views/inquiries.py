"""Asking for coaching."""

from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching_site.forms.form_pages import form_page, lost_its_protection
from coaching_site.limits.answers import patch_retry_after
from coaching_site.models import SiteSettings
from contact.answer_dates import answer_date
from contact.forms.inquiries import InquiryForm
from contact.models import Inquiry

RECEIPT = "aanvraag"
RECEIPT_SALT = "contact.receipt"
RECEIPT_SECONDS = 24 * 60 * 60


@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_create(request: HttpRequest) -> HttpResponse:
    """Take a request for coaching, and tell beforehand until when the answer takes."""
    site_settings = SiteSettings.load()
    form = InquiryForm(request, site_settings)
    if form.is_valid() and (inquiry := form.submit()):
        return redirect(thanks_address(inquiry))
    return _show(request, form, site_settings, form.status)


@form_page
@require_POST
def inquiry_from_comment(request: HttpRequest) -> HttpResponse:
    """Show the form with what somebody typed as a comment, and found too personal for that."""
    site_settings = SiteSettings.load()
    form = InquiryForm(request, site_settings, carried=request.POST)
    is_lost = lost_its_protection(request)
    status = HTTPStatus.FORBIDDEN if is_lost else HTTPStatus.OK
    return _show(request, form, site_settings, status)


def _show(
    request: HttpRequest, form: InquiryForm, site_settings: SiteSettings, status: int
) -> HttpResponse:
    context = {"form": form, "answer_due": answer_date(site_settings=site_settings)}
    response = render(request, "contact/inquiries/create.html", context, status=status)
    patch_retry_after(response, form.wait)
    return response


@require_safe
@never_cache
def inquiry_thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens next and when; in general words to whoever has no receipt."""
    receipt = read_receipt(request.GET.get(RECEIPT, ""))
    return render(request, "contact/inquiries/thanks.html", {"receipt": receipt})


def thanks_address(inquiry: Inquiry) -> str:
    """Return where the sender goes next, with a signed receipt, since visitors have no session."""
    receipt = {
        "reference": inquiry.reference,
        "answer_due": inquiry.answer_due.isoformat(),
        "by_telephone": inquiry.prefers_a_call,
    }
    signed = signing.dumps(receipt, salt=RECEIPT_SALT)
    return f"{reverse('inquiry_thanks')}?{urlencode({RECEIPT: signed})}"


def read_receipt(signed: str) -> dict[str, Any] | None:
    """Return what a receipt says, or None when it is not ours or older than a day."""
    try:
        receipt: dict[str, Any] = signing.loads(signed, salt=RECEIPT_SALT, max_age=RECEIPT_SECONDS)
    except signing.BadSignature:
        return None
    return receipt | {"answer_due": date.fromisoformat(receipt["answer_due"])}
