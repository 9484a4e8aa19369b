"""The settings of comments in the admin: one row, so no list."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from blog.models import ConversationSettings
from coaching_site.admin_tools.one_row import OneRowAdmin


@admin.register(ConversationSettings)
class ConversationSettingsAdmin(OneRowAdmin):
    """Grouped by where they show."""

    fieldsets = [
        (_("Below articles"), {"fields": ["conversation", "close_after_days"]}),
        (
            _("What waits before it appears"),
            {"fields": ["holds", "links_allowed", "listed_words", "asks_for_proof"]},
        ),
        (_("After it appeared"), {"fields": ["readers_may_report"]}),
    ]
    radio_fields = {"conversation": admin.VERTICAL, "holds": admin.VERTICAL}
