"""What every template may use without asking; nothing costs a query until a template shows it."""

from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from coaching_site.http.addresses import absolute
from coaching_site.models import Page, SiteSettings
from coaching_site.site.menu import menu_items
from coaching_site.time.clock import shown_moment


def site(request: HttpRequest) -> dict[str, object]:
    """Give the practice, its standing pages, the menu and the whole address of the page.

    `shown_moment` is the moment that somebody of the practice chose to look at, or None.
    """
    pages = Page.objects.visible().only("title", "slug", "in_menu")
    return {
        "site_settings": SimpleLazyObject(SiteSettings.load),
        "standing_pages": pages,
        "menu_items": partial(menu_items, request, pages),
        "canonical_url": absolute(request.path),
        "shown_moment": shown_moment(),
    }
