"""What every template may use without asking."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from coaching_site.clock import shown_moment
from coaching_site.models import Page, SiteSettings


def site(request: HttpRequest) -> dict[str, object]:
    """Give the site settings and the standing pages; a template that uses neither costs no query.

    The pages come as one query for menu and footer: `{% if page.in_menu %}` tells them apart.
    """
    return {
        "site_settings": SimpleLazyObject(SiteSettings.load),
        "site_pages": Page.objects.only("title", "slug", "in_menu"),
        "shown_moment": shown_moment(),
    }
