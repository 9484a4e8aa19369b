"""The app that the whole site shares, and the admin it is run from."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoachingSiteConfig(AppConfig):
    """Site settings, standing pages and what every other app leans on."""

    name = "coaching_site"
    verbose_name = _("Site")

    def ready(self) -> None:
        """Have the rows that the site cannot do without made after each migration.

        The module `slots` of each app fills places in the templates of others; `page_ends` says
        when its pages change by themselves.
        """
        import_module("coaching_site.starting_rows").make_after_migrate()
        autodiscover_modules("slots", "page_ends")


class CoachingAdminConfig(AdminConfig):
    """Django's admin with the practice's own home and sign-in."""

    default_site = "coaching_site.admin.site.CoachingAdminSite"
    default = False

    def ready(self) -> None:
        """Register the site's own models once the admin site exists.

        `coaching_site/admin/__init__.py` cannot: it is imported on the way to the admin site's
        class, and whatever registered there would be lost with a first, half-made site.
        The module `waiting` of each app says what waits on the home.
        """
        super().ready()
        import_module("coaching_site.admin.site_settings")
        import_module("coaching_site.admin.pages")
        import_module("coaching_site.admin.blocks")
        autodiscover_modules("waiting")
