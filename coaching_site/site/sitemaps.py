"""The sitemap: every public page, by the gates that the pages themselves use."""

from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse

from coaching_site.models import Page


class SiteSitemap(Sitemap):
    """A section whose addresses stand behind the site's own, whatever host a request names."""

    protocol = urlsplit(settings.SITE_URL).scheme
    limit = 1_000  # addresses in one part

    @cached_property
    def paginator(self) -> Paginator:
        """Return the parts of this section, counted once."""
        return Paginator(self.items(), self.limit)  # type: ignore[arg-type]

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class PageSitemap(SiteSitemap):
    """The standing pages."""

    def items(self) -> QuerySet[Page]:
        return Page.objects.only("slug", "updated_at").order_by("pk")

    def lastmod(self, page: Page) -> datetime:
        return page.updated_at


class FixedAddressSitemap(SiteSitemap):
    """Pages that exist by their address alone."""

    def items(self) -> list[str]:
        return ["home", "article_list", "offer_list", "inquiry_create"]

    def location(self, name: str) -> str:
        return reverse(name)
