"""The admin of texts that are live or a draft: pages, offers, blocks."""

from typing import Any

from django.contrib import admin
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.signed_in import account_of
from coaching_site.versions.admin.form_page import address_texts
from coaching_site.versions.admin.versioned_admin import VersionedAdmin
from coaching_site.versions.forms import VersionedForm


class TextAdmin(VersionedAdmin):
    """Says in the list where each stands; what is changed in the list is live at once."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        versions: Any = self.model._meta.get_field("live_version").related_model
        newest = versions.objects.filter(**{versions.row: OuterRef("pk")}).order_by("-number")
        annotations = {"newest_id": Subquery(newest.values("pk")[:1])}
        rows: QuerySet[Any] = super().get_queryset(request).annotate(**annotations)
        return rows

    @admin.display(description=_("state"), ordering=F("live_version").asc(nulls_first=True))
    def state_in_words(self, text: Any) -> str:
        """Return where it stands, and whether there is more than readers see."""
        state = str(text.state.label)
        if text.is_draft or text.newest_id in {None, text.live_version_id}:
            return state
        return gettext("%(state)s, with changes") % {"state": state}

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        page = super().form_context(request, context)
        text = context["original"]
        if hasattr(self.model, "slug"):
            page["words"]["address"] = address_texts(
                text.slug if text else "",
                str(self.opts.verbose_name),
                is_public=bool(text and not text.is_draft),
            )
        return page

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save a version; what was changed in the list is published too."""
        if isinstance(form, VersionedForm):
            super().save_model(request, obj, form, change)
            return
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        self._stored(obj).change_at_once(by=account_of(request), **changes)
