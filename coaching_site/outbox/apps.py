"""The outbox: every mail of the site, stored first and sent by the worker."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from coaching_site.admin.waiting import filtered_changelist, register_waiting


class OutboxConfig(AppConfig):
    """Mails with their state; nothing is lost when a server of somebody else is down."""

    name = "coaching_site.outbox"
    label = "outbox"
    verbose_name = _("Mail")

    def ready(self) -> None:
        """Tell the admin home when mail does not leave."""
        # Models can be imported only now that every app is loaded.
        from coaching_site.outbox import status  # noqa: PLC0415

        unsent = filtered_changelist("outbox.OutgoingMail", state__in="failed,waiting")
        register_waiting(
            ngettext_lazy("%(count)d mail is not sent", "%(count)d mails are not sent", "count"),
            count=lambda request: status.unsent_count(),
            address=unsent,
            permission="outbox.view_outgoingmail",
            order=110,
            urgent=True,
        )
        register_waiting(
            _("Nothing is done in the background, so no mail is sent"),
            count=lambda request: int(not status.worker_is_alive()),
            address=unsent,
            permission="outbox.view_outgoingmail",
            order=120,
            urgent=True,
        )
