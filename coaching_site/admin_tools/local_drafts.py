"""What a form tells the browser that keeps copies of typed text: whose, which form, what is saved.

The copies never leave the browser; static/js/drafts/local_drafts.js makes them. A copy is forgotten
only when the server says that its text is saved. Why so: docs/decisions/drafts.md.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse

COPY_FIELD = "_copy"
COPY_ID = re.compile(r"[0-9a-f]{32}")
SAVED_COPIES = "saved_copies"
KEPT = "kept"
INSTEAD_OF = "instead_of"
# More than the saves between two visits to a form; the list lives as long as the session.
REMEMBERED = 30


def local_drafts(
    request: HttpRequest, form: ModelForm, row: Model | None, begun: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the script reads; a refused form goes on with the copy that it had.

    `row` is None for a new one; `begun` is what its form was opened with.
    """
    meta = form._meta.model._meta
    gone = "" if row else request.GET.get(INSTEAD_OF, "")
    return {
        "user": request.user.pk,
        "form": f"{meta.label_lower}.{row.pk if row else 'new'}",
        "insteadOf": f"{meta.label_lower}.{gone}" if gone else "",
        "formId": f"{meta.model_name}_form",
        "session": reverse("admin:session_state"),
        "saved": saved_copies(request),
        "copy": copy_of(request) if form.is_bound else "",
        "unsaved": form.is_bound and _holds_typed_text(form, begun),
    }


def confirm_saved(request: HttpRequest) -> None:
    """Remember for the next page that the text of the sent form is stored.

    The next page may be any, and may never arrive; so every form says it for a while.
    """
    if copy := copy_of(request):
        request.session[SAVED_COPIES] = [*saved_copies(request), copy][-REMEMBERED:]


def copy_of(request: HttpRequest) -> str:
    """Return the name of the copy that the browser holds of the sent form, or nothing."""
    copy = request.POST.get(COPY_FIELD, "")
    return copy if COPY_ID.fullmatch(copy) and IS_POPUP_VAR not in request.POST else ""


def saved_copies(request: HttpRequest) -> list[str]:
    """Return the names of the copies that the browser may forget: their texts are stored."""
    names: list[str] = request.session.get(SAVED_COPIES, [])
    return names


def _holds_typed_text(form: ModelForm, begun: Mapping[str, Any]) -> bool:
    """Tell whether a refused form differs from how it was opened."""
    return any(
        name not in begun or form.fields[name].has_changed(begun[name], form[name].data)
        for name in form.changed_data
        if name != "based_on"
    )
