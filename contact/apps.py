"""Contact: what can be asked for, and who asked."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactConfig(AppConfig):
    """Offers and inquiries."""

    name = "contact"
    verbose_name = _("Contact")

    def ready(self) -> None:
        """Give the other apps what they may ask for; models exist only now."""
        from contact import hooks  # noqa: PLC0415

        hooks.register()
