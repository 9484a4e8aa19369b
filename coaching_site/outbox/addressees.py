"""Who of the practice is told that something came in."""

from django.conf import settings

from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings


def practice_addresses(site_settings: SiteSettings | None = None) -> list[str]:
    """Return the practice's mail address, or without one whom else to tell; never nobody."""
    email = (site_settings or SiteSettings.load()).email
    if email:
        return [email]
    superusers = User.objects.filter(is_superuser=True, is_active=True).exclude(email="")
    addresses = superusers.order_by("pk").values_list("email", flat=True)
    return list(addresses) or [settings.DEFAULT_FROM_EMAIL]
