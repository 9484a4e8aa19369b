"""“Everything about an address” in the admin; the address stands in no URL and in no log."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.views import render_in_admin
from coaching_site.forms.fields import MailAddressField
from coaching_site.models import ErasureProof
from coaching_site.outages.time_limits import wait_for_nobody
from coaching_site.personal_data.erasing import erase_all, found_under

PERMISSION = "coaching_site.handle_personal_data"
TEMPLATES = {"": "admin/personal_data/found.html", "ask": "admin/personal_data/confirm.html"}


class AddressForm(forms.Form):
    """Asks whose data it is about, and which step follows."""

    email = MailAddressField(label=_("Mail address"))
    step = forms.ChoiceField(
        choices=[(step, step) for step in ("", "download", "ask", "erase")],
        required=False,
        widget=forms.HiddenInput,
    )


def personal_data(request: HttpRequest) -> HttpResponse:
    """Ask for an address; show, hand over or erase what stands under it."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"title": _title(), "form": form}
        return render_in_admin(request, "admin/personal_data/ask.html", ErasureProof, context)
    email, step = form.cleaned_data["email"], form.cleaned_data["step"]
    match step:
        case "download":
            return _file_for(email)
        case "erase":
            return _erase(request, email)
    context = {"title": _title(), "email": email, **_what_is_found(email)}
    return render_in_admin(request, TEMPLATES[step], ErasureProof, context)


def _title() -> str:
    return gettext("Everything about an address")


def _what_is_found(email: str) -> dict[str, Any]:
    found = found_under(email)
    return {
        "found": [(holding, items) for holding, items in found if items],
        "to_erase": [(holding, items) for holding, items in found if items and holding.erase],
        "proofs": ErasureProof.objects.about(email).select_related("by"),
    }


def _file_for(email: str) -> HttpResponse:
    """Return all that is held as one file, which a person can read and a program too."""
    content = {
        "email": email,
        "made": timezone.localtime().isoformat(timespec="seconds"),
        **{holding.name: [item.details for item in items] for holding, items in found_under(email)},
    }
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(content, json_dumps_params=options)
    response["Content-Disposition"] = 'attachment; filename="gegevens.json"'
    return response


def _erase(request: HttpRequest, email: str) -> HttpResponse:
    wait_for_nobody()
    proof = erase_all(email, by=account_of(request))
    words = ngettext(
        "%(count)d thing was erased. The proof of it stands below, without the address.",
        "%(count)d things were erased. The proof of it stands below, without the address.",
        proof.total,
    )
    messages.success(request, words % {"count": proof.total})
    return redirect("admin:coaching_site_erasureproof_changelist")
