"""A section of the sitemap, which each app fills by the gates that its pages use."""

from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class Parts(Paginator):
    """Finds the keys of a part before its rows are read: a part far behind passes over many."""

    def page(self, number: int | str) -> Page:
        """Return one part."""
        page = super().page(number)
        everything, part = self.object_list, page.object_list
        if isinstance(everything, QuerySet) and isinstance(part, QuerySet):
            page.object_list = everything.filter(pk__in=part.values("pk"))
        return page


class SiteSitemap(Sitemap):
    """A section whose addresses stand behind the site's own, whatever host a request names."""

    protocol = urlsplit(settings.SITE_URL).scheme
    limit = 250  # addresses in one part

    @cached_property
    def paginator(self) -> Parts:
        """Return the parts of this section, counted once."""
        return Parts(self.items(), self.limit)  # type: ignore[arg-type] # lists too

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc
