"""The sitemap: one list of addresses, or a list of such lists once there are many.

A program fetches parts of bounded size, and a part that is full of old articles stays as it is
(https://www.sitemaps.org/protocol.html#index).
"""

from collections.abc import Mapping

from django.contrib.sitemaps.views import x_robots_tag
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coaching_site.http.addresses import absolute
from coaching_site.http.sitemaps import SiteSitemap

type Sections = Mapping[str, type[SiteSitemap]]

MOST_IN_ONE = 2_000
XML = "application/xml"


@x_robots_tag
@require_safe
def sitemap(request: HttpRequest, sections: Sections) -> HttpResponse:
    """Name every public page, or the parts that together do."""
    made = {name: section() for name, section in sections.items()}
    if sum(section.paginator.count for section in made.values()) <= MOST_IN_ONE:
        urls = [url for section in made.values() for url in section.get_urls()]
        return render(request, "sitemap.xml", {"urlset": urls}, content_type=XML)
    parts = [
        {"location": absolute(reverse("sitemap_part", args=[name, number]))}
        for name, section in made.items()
        if section.paginator.count
        for number in section.paginator.page_range
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type=XML)


@x_robots_tag
@require_safe
def sitemap_part(
    request: HttpRequest, section: str, number: int, sections: Sections
) -> HttpResponse:
    """Name one part of the pages of one kind."""
    try:
        urls = sections[section]().get_urls(number)
    except (KeyError, InvalidPage) as error:
        raise Http404 from error
    return render(request, "sitemap.xml", {"urlset": urls}, content_type=XML)
