"""Accounts of the people who run the site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Signing in, second factor and roles."""

    name = "coaching_site.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Write down who signs in; models exist only now."""
        from coaching_site.accounts.signing_in import events  # noqa: PLC0415

        events.connect()
