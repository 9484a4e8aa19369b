"""What every template may use without asking."""

from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from coaching_site.clock import shown_moment
from coaching_site.compiled_queries import CompiledQuery
from coaching_site.models import Page, SiteSettings
from coaching_site.models.site_settings import SINGLETON_ID


def _settings_with_pages() -> QuerySet[SiteSettings]:
    columns = JSONObject(title="title", slug="slug", in_menu="in_menu")
    pages = {"page_rows": ArraySubquery(Page.objects.values_list(columns))}
    return SiteSettings.objects.filter(pk=SINGLETON_ID).annotate(**pages)


_SETTINGS_WITH_PAGES = CompiledQuery(_settings_with_pages)


class AroundEveryPage:
    """The practice and its standing pages: one query, once a template asks for either."""

    @cached_property
    def settings(self) -> SiteSettings:
        """Return the settings, or unsaved defaults when the row is missing."""
        return next(iter(_SETTINGS_WITH_PAGES()), None) or SiteSettings(pk=SINGLETON_ID)

    @cached_property
    def pages(self) -> list[Page]:
        """Return all standing pages, for menu and footer: `page.in_menu` tells them apart."""
        return [Page(**row) for row in getattr(self.settings, "page_rows", ())]


def site(request: HttpRequest) -> dict[str, object]:
    """Give the settings and the standing pages; a template that uses neither costs no query."""
    around = AroundEveryPage()
    return {
        "site_settings": SimpleLazyObject(lambda: around.settings),
        "site_pages": SimpleLazyObject(lambda: around.pages),
        "shown_moment": shown_moment(),
    }
