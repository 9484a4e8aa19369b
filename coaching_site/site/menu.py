"""The menu of the site, which knows the ways to articles, offers and the contact form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from coaching_site.models import Page


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One way to go; `current` is its `aria-current`: "page", "true" for what lies below, or ""."""

    title: str
    url: str
    current: str = ""


def menu_items(request: HttpRequest, pages: Iterable[Page]) -> Iterator[MenuItem]:
    """Yield the menu of a page; what is open is marked."""
    search = reverse("article_search")
    yield _section(request, _("Articles"), "article_list", without=search)
    yield _section(request, _("What I offer"), "offer_list")
    for page in pages:
        if page.in_menu:
            url = page.get_absolute_url()
            yield MenuItem(page.title, url, "page" if request.path == url else "")
    yield _section(request, _("Contact"), "inquiry_create")


def _section(request: HttpRequest, title: str, view_name: str, without: str = "") -> MenuItem:
    url = reverse(view_name)
    is_below = request.path.startswith(url) and request.path != without
    return MenuItem(title, url, "page" if request.path == url else "true" if is_below else "")
