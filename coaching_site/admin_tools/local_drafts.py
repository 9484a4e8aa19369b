"""What a form tells the browser that keeps copies of typed text: whose, which form, what is saved.

The copies never leave the browser; static/js/drafts/local_drafts.js makes them. A copy is forgotten
only when the server says that its text is saved. What is decided, and why: docs/decisions/drafts.md.
"""

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.forms import Media, ModelForm, Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

COPY_FIELD = "_copy"
COPY_ID = re.compile(r"[0-9a-f]{32}")
SAVED_COPIES = "saved_copies"
KEPT = "kept"
INSTEAD_OF = "instead_of"
# More than the saves between two visits to a form; the list lives as long as the session.
REMEMBERED = 30


class LocalDraftsMixin(ModelAdmin):
    """Lets the browser keep what is typed in the form of a model until it is saved."""

    @property
    def media(self) -> Media:
        styles: dict[str, Sequence[str]] = {"all": ["css/admin/drafts.css"]}
        script = Script("js/drafts/local_drafts.js", type="module")
        return super().media + Media(css=styles, js=[script])  # type: ignore[list-item]  # stubs take names

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer what was typed in the form of something that is gone by now in a new one."""
        response = super().changeform_view(request, object_id, *args, **kwargs)
        if not object_id or response.status_code != HTTPStatus.FOUND:
            return response
        holds_text = request.method == "POST" or KEPT in request.GET
        if holds_text and self._is_gone(request, unquote(object_id)):
            address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
            return redirect(f"{address}?{urlencode({INSTEAD_OF: unquote(object_id)})}")
        return response

    def _is_gone(self, request: HttpRequest, key: str) -> bool:
        return self.has_add_permission(request) and self.get_object(request, key) is None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if not context["is_popup"] and self._may_write(request, kwargs.get("obj")):
            context["local_drafts"] = self._local_drafts(request, context, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        self.confirm_saved(request)
        return super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self.confirm_saved(request)
        return super().response_change(request, obj)

    def confirm_saved(self, request: HttpRequest) -> None:
        """Remember for the next page that the text of the sent form is stored.

        The next page may be any, and may never arrive; so every form says it for a while.
        """
        if copy := copy_of(request):
            request.session[SAVED_COPIES] = [*saved_copies(request), copy][-REMEMBERED:]

    def _may_write(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def _local_drafts(
        self, request: HttpRequest, context: dict[str, Any], obj: Any
    ) -> dict[str, Any]:
        """Return what the script reads; a refused form goes on with the copy that it had."""
        form = context["adminform"].form
        gone = "" if obj else request.GET.get(INSTEAD_OF, "")
        return {
            "user": request.user.pk,
            "form": f"{self.opts.label_lower}.{obj.pk if obj else 'new'}",
            "insteadOf": f"{self.opts.label_lower}.{gone}" if gone else "",
            "formId": f"{self.opts.model_name}_form",
            "session": reverse("admin:session_state"),
            "saved": saved_copies(request),
            "copy": copy_of(request) if form.is_bound else "",
            "unsaved": form.is_bound and self._holds_typed_text(request, form, obj),
        }

    def _holds_typed_text(self, request: HttpRequest, form: ModelForm, obj: Any) -> bool:
        """Tell whether a refused form differs from how it was opened."""
        begun = {} if obj else self.get_changeform_initial_data(request)
        return any(
            name not in begun or form.fields[name].has_changed(begun[name], form[name].data)
            for name in form.changed_data
            if name != "based_on"
        )


def copy_of(request: HttpRequest) -> str:
    """Return the name of the copy that the browser holds of the sent form, or nothing."""
    copy = request.POST.get(COPY_FIELD, "")
    return copy if COPY_ID.fullmatch(copy) and IS_POPUP_VAR not in request.POST else ""


def saved_copies(request: HttpRequest) -> list[str]:
    """Return the names of the copies that the browser may forget: their texts are stored."""
    names: list[str] = request.session.get(SAVED_COPIES, [])
    return names
