"""The section of the sitemap that the offers fill."""

from django.db.models import QuerySet

from coaching_site.http.sitemaps import SiteSitemap
from contact.models import Offer


class OfferSitemap(SiteSitemap):
    """What visitors may ask for now."""

    def items(self) -> QuerySet[Offer]:
        return Offer.objects.visible().only("slug").order_by("pk")
