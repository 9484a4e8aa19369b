"""Mails in the admin: to read and to send again, never to change."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coaching_site.admin_tools.model_admin import SiteModelAdmin
from coaching_site.outbox.models import SEARCHED, OutgoingMail

EXPLANATIONS = {
    "SMTPRecipientsRefused": _("The mail server does not take mail for this address."),
    "SMTPSenderRefused": _("The mail server does not take mail from this sender."),
    "SMTPDataError": _("The mail server does not take this mail."),
    "SMTPAuthenticationError": _("The mail server does not know the password of the site."),
    "ValueError": _("One of the addresses is not a mail address."),
}
LATER = _("The mail server cannot be reached or does not answer as it should.")


@admin.register(OutgoingMail)
class OutgoingMailAdmin(SiteModelAdmin):
    """What the site sends, newest first, with what became of it."""

    list_display = ["state", "subject", "recipient", "created_at", "why"]
    list_display_links = ["subject"]
    list_filter = ["state", "created_at"]
    search_fields = SEARCHED
    word_fields = (SEARCHED,)
    actions = ["send_again"]
    fieldsets = [
        (None, {"fields": ["subject", "sender", "recipient", "content"]}),
        (
            _("What became of it"),
            {
                "fields": [
                    "state",
                    "why",
                    "attempts",
                    "smtp_code",
                    "reason",
                    "created_at",
                    "next_attempt_at",
                    "sent_at",
                    "concerns",
                    "message_id",
                ]
            },
        ),
    ]

    @admin.display(description=_("text"))
    def content(self, mail: OutgoingMail) -> str:
        """Show what the mail says, as plain text."""
        return mail.text or strip_tags(mail.html) or str(_("Erased once the mail was sent."))

    @admin.display(description=_("belongs to"))
    def concerns(self, mail: OutgoingMail) -> str:
        """Lead to the comment or request that the mail is about."""
        if mail.about is None:
            return ""
        meta = mail.about._meta
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[mail.object_id])
        return format_html('<a href="{}">{}</a>', address, capfirst(meta.verbose_name))

    @admin.display(description=_("why not"))
    def why(self, mail: OutgoingMail) -> str:
        """Say in plain words why the last attempt did not succeed."""
        return str(EXPLANATIONS.get(mail.reason, LATER)) if mail.reason else ""

    def get_fieldsets(self, request: HttpRequest, obj: OutgoingMail | None = None) -> Any:
        """Keep mails about an account to who manages accounts: they hold links to a new password.

        Such a mail is about no row; until it is sent, its link would open the account.
        """
        fieldsets = super().get_fieldsets(request, obj)
        if not obj or obj.content_type_id or request.user.has_perm("accounts.change_user"):
            return fieldsets
        return [(None, {"fields": ["subject", "sender", "recipient"]}), *fieldsets[1:]]

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
