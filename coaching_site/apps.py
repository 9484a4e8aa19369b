"""The app that the whole site shares, and the admin it is run from."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class CoachingSiteConfig(AppConfig):
    """Site settings, standing pages and what every other app leans on."""

    name = "coaching_site"
    verbose_name = _("Site")

    def ready(self) -> None:
        """Give the other apps what they may ask for, and the checks; models exist only now."""
        from coaching_site import hooks  # noqa: PLC0415
        from coaching_site.security import checks  # noqa: PLC0415

        hooks.register()
        checks.register()


class CoachingAdminConfig(AdminConfig):
    """Django's admin with the practice's own home and sign-in."""

    default_site = "coaching_site.site.admin.site.CoachingAdminSite"
