"""The outbox: every mail of the site, stored first and sent by the worker."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """Mails with their state; nothing is lost when a server of somebody else is down."""

    name = "coaching_site.outbox"
    label = "outbox"
    verbose_name = _("Mail")

    def ready(self) -> None:
        """Give the admin home what it may ask for; models exist only now."""
        from coaching_site.outbox import hooks  # noqa: PLC0415

        hooks.register()
