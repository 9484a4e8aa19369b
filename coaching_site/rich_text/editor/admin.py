"""The admin of rich texts: an editor, a policy that lets it run, copies on the device."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.forms import ModelForm, Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.csp import csp_override

from coaching_site.admin_tools.local_drafts import INSTEAD_OF, KEPT, local_drafts
from coaching_site.admin_tools.model_admin import SiteModelAdmin
from coaching_site.rich_text.editor.fields import RichTextFormField

# Measured in Chromium: the toolbar's buttons are `onclick` attributes, and CKEditor sets styles on
# its own elements. Scripts come from this site only, as everywhere.
EDITOR_CSP: dict[str, Any] = {
    **settings.SECURE_CSP,
    "script-src-attr": [CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}


@method_decorator(csp_override(EDITOR_CSP), name="add_view")
@method_decorator(csp_override(EDITOR_CSP), name="change_view")
class RichTextAdmin(SiteModelAdmin):
    """The admin of a model with rich texts: only its form pages get the looser policy."""

    rich_text_fields: tuple[str, ...] = ("body",)

    class Media:
        css = {"all": ["css/admin/drafts.css"]}
        js = [Script("js/drafts/local_drafts.js", type="module")]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Give rich texts the editor; the button that shows HTML is for superusers.

        Quotation marks are those that the account asks for.
        """
        field = partial(
            RichTextFormField,
            with_source=bool(getattr(request.user, "is_superuser", False)),
            dutch_quotes=bool(getattr(request.user, "dutch_quotes", False)),
            may_hold_blocks=getattr(self.model, "may_hold_blocks", True),
        )
        kwargs["field_classes"] = dict.fromkeys(self.rich_text_fields, field)
        return super().get_form(request, obj, change=change, **kwargs)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Offer what was typed in the form of something that is gone by now in a new one."""
        response = super().change_view(request, object_id, form_url, extra_context)
        holds_text = request.method == "POST" or KEPT in request.GET
        if response.status_code == HTTPStatus.FOUND and holds_text:
            key = unquote(object_id)
            if self.has_add_permission(request) and self.get_object(request, key) is None:
                address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
                return redirect(f"{address}?{urlencode({INSTEAD_OF: key})}")
        return response

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """Let the browser keep what is typed, for who may save it."""
        row = context["original"]
        may_write = self.has_change_permission(request, row) if row else True
        drafts = None
        if may_write and not context["is_popup"]:
            form: ModelForm = context["adminform"].form
            begun = {} if row else self.get_changeform_initial_data(request)
            drafts = local_drafts(request, form, row, begun)
        return super().form_context(request, context) | {"local_drafts": drafts}
