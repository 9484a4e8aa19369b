"""The sections of the sitemap that the site itself fills."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from coaching_site.http.sitemaps import SiteSitemap
from coaching_site.models import Page


class PageSitemap(SiteSitemap):
    """The standing pages."""

    def items(self) -> QuerySet[Page]:
        return Page.objects.visible().only("slug", "updated_at").order_by("pk")

    def lastmod(self, page: Page) -> datetime:
        return page.updated_at


class FixedAddressSitemap(SiteSitemap):
    """Pages that exist by their address alone."""

    def items(self) -> list[str]:
        return ["home", "article_list", "offer_list", "inquiry_create"]

    def location(self, name: str) -> str:
        return reverse(name)
