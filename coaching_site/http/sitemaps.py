"""A section of the sitemap, which each app fills by the gates that its pages use."""

from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator


class SiteSitemap(Sitemap):
    """A section whose addresses stand behind the site's own, whatever host a request names."""

    protocol = urlsplit(settings.SITE_URL).scheme
    limit = 250  # addresses in one part

    @cached_property
    def paginator(self) -> Paginator:
        """Return the parts of this section, counted once."""
        return Paginator(self.items(), self.limit)  # type: ignore[arg-type] # lists too

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc
