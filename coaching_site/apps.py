"""The app that the whole site shares, and the admin it is run from."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoachingSiteConfig(AppConfig):
    """Site settings, standing pages and what every other app leans on."""

    name = "coaching_site"
    verbose_name = _("Site")

    def ready(self) -> None:
        """Have the rows that the site cannot do without made after each migration.

        The module `slots` of each app fills places in the templates of others.
        """
        import_module("coaching_site.site.starting_rows").make_after_migrate()
        autodiscover_modules("slots")


class CoachingAdminConfig(SimpleAdminConfig):
    """Django's admin with the practice's own home and sign-in.

    Its classes, with the editor and all that cleans texts, are found when somebody asks for an
    address of the admin (coaching_site/admin/urls.py): a process that answers readers needs none.
    """

    default_site = "coaching_site.admin.site.CoachingAdminSite"

    def ready(self) -> None:
        checks.register(check_admin, checks.Tags.admin)


def check_admin(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Do Django's checks of the admin, which look at what is found by then."""
    import_module("coaching_site.admin.urls")
    return [*check_dependencies(**kwargs), *check_admin_app(app_configs, **kwargs)]
