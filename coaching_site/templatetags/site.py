"""Tags that any template of the site may use."""

from datetime import datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils import timezone
from django.utils.safestring import SafeString

from coaching_site.http.addresses import absolute
from coaching_site.rich_text.rendering.links import addresses_on_paper
from coaching_site.rich_text.rendering.sanitising import sanitise_rendered
from coaching_site.time.moments import in_words

register = template.Library()


@register.filter
def absolute_address(path: str) -> str:
    """Return the path as a whole address."""
    return absolute(path)


@register.filter
def sanitised(html: str) -> SafeString:
    """Return a stored rendering as a page shows it: `{{ article.body_html|sanitised }}`."""
    return sanitise_rendered(html)


@register.filter(name="addresses_on_paper")
def list_addresses(html: str, path: str) -> tuple[str, ...]:
    """Return where the links of a stored rendering lead: `{{ html|addresses_on_paper:path }}`."""
    return addresses_on_paper(html, path)


@register.filter
def moment(value: datetime | None) -> str:
    """Return a moment in words: `{{ article.publish_at|moment }}`."""
    return in_words(value) if value else ""


@register.filter
def machine_moment(value: datetime | None) -> str:
    """Return a moment as the attribute `datetime` of HTML has it: ISO 8601, to the second."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""


@register.inclusion_tag("coaching_site/_pages.html")
def page_links(page: Page, query: str = "") -> dict[str, Any]:
    """Lead to the other pages of a list; `query` is what else the address asks, as `q=rust&`."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": numbers, "query": query}
