"""What every template may use without asking."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from coaching_site.models import Page, SiteSettings


def site(request: HttpRequest) -> dict[str, object]:
    """Give the site settings and the menu pages; a template that uses neither costs no query."""
    return {
        "site_settings": SimpleLazyObject(SiteSettings.load),
        "menu_pages": Page.objects.in_menu().only("title", "slug"),
    }
