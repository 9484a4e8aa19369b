"""Mails in the admin: to read and to send again, never to change."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coaching_site.outbox.models import OutgoingMail


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    """What the site sends, newest first, with what became of it."""

    list_display = ["subject", "recipient", "state", "attempts", "smtp_code", "created_at"]
    list_filter = ["state", "template", "created_at"]
    search_fields = ["subject", "recipient"]
    actions = ["send_again"]
    fieldsets = [
        (None, {"fields": ["subject", "sender", "recipient", "text"]}),
        (
            _("What became of it"),
            {
                "fields": [
                    "state",
                    "attempts",
                    "smtp_code",
                    "reason",
                    "created_at",
                    "next_attempt_at",
                    "sent_at",
                    "template",
                    "message_id",
                ]
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        """Whoever may change mails may send them again, which is the only change there is."""
        return request.user.has_perm("outbox.change_outgoingmail")

    @admin.action(description=_("Send again"), permissions=["send_again"])
    def send_again(self, request: HttpRequest, mails: QuerySet[OutgoingMail]) -> None:
        """Queue the failed ones among the chosen mails, and say how many they were."""
        number = sum(mail.send_again() for mail in mails)
        level = messages.SUCCESS if number else messages.WARNING
        self.message_user(request, _said(number), level)


def _said(number: int) -> str:
    if not number:
        return str(_("None of these mails has failed, so none is sent again."))
    return ngettext(
        "%(number)d mail is sent again.", "%(number)d mails are sent again.", number
    ) % {"number": number}
