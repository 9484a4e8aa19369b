"""What the admin of a rich text needs: the editor, a policy that lets it run, tidying on saving."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import models
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.csp import csp_override

from coaching_site.admin_tools.local_drafts import LocalDraftsMixin
from coaching_site.rich_text.editor.fields import RichTextFormField
from coaching_site.rich_text.tidying.missing import leave_out_missing
from coaching_site.rich_text.tidying.steps import tidy

# Measured in Chromium: the toolbar's buttons are `onclick` attributes, and CKEditor sets styles on
# its own elements. Scripts come from this site only, as everywhere.
EDITOR_CSP: dict[str, Any] = {
    **settings.SECURE_CSP,
    "script-src-attr": [CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}


class EditorAdminMixin(LocalDraftsMixin):
    """The admin of a model with rich texts: only its form pages get the looser policy.

    `save_model` tidies; who stores the text elsewhere (articles store versions) calls `tidy` there.
    """

    rich_text_fields: tuple[str, ...] = ("body",)

    @method_decorator(csp_override(EDITOR_CSP))
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().changeform_view(request, *args, **kwargs)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        """Give rich texts the editor; the button that shows HTML is for superusers."""
        if db_field.name not in self.rich_text_fields:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return RichTextFormField(
            with_source=bool(getattr(request.user, "is_superuser", False)),
            may_hold_blocks=getattr(self.model, "may_hold_blocks", True),
            label=capfirst(db_field.verbose_name),
            required=not db_field.blank,
            help_text=db_field.help_text,
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store the tidy text and say what tidying changed."""
        for name in self.rich_text_fields:
            text, missing = leave_out_missing(getattr(obj, name))
            tidied = tidy(text, title=str(obj))
            setattr(obj, name, tidied.html)
            for notice in (*missing, *tidied.notices):
                messages.warning(request, notice)
        super().save_model(request, obj, form, change)
