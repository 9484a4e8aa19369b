"""The settings of comments in the admin: one row, so no list."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from blog.models import ConversationSettings
from blog.models.comments.settings import SETTINGS_ID
from coaching_site.admin_tools.model_admin import SiteModelAdmin


@admin.register(ConversationSettings)
class ConversationSettingsAdmin(SiteModelAdmin):
    """Opens on the one row that there is."""

    fieldsets = [
        (_("Below articles"), {"fields": ["conversation", "close_after_days"]}),
        (
            _("What waits before it appears"),
            {"fields": ["holds", "links_allowed", "listed_words", "asks_for_proof"]},
        ),
        (_("After it appeared"), {"fields": ["readers_may_report"]}),
    ]
    radio_fields = {"conversation": admin.VERTICAL, "holds": admin.VERTICAL}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: ConversationSettings | None = None
    ) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return redirect("admin:blog_conversationsettings_change", SETTINGS_ID)

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """Head the page with what it is, instead of an order to change it."""
        return {"title": self.opts.verbose_name, "subtitle": None}
