"""Contact: what can be asked for, and who asked."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactConfig(AppConfig):
    """Offers and inquiries."""

    name = "contact"
    verbose_name = _("Contact")
