"""Tags that any template of the site may use."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.safestring import SafeString

from coaching_site.addresses import absolute
from coaching_site.moments import in_words
from coaching_site.slots import slot_content

register = template.Library()


@register.simple_tag
def slot(name: str, **about: Any) -> SafeString:
    """Show what other apps registered: `{% slot "article_end" article=article %}`."""
    return slot_content(name, **about)


@register.filter
def absolute_address(path: str) -> str:
    """Return the path as a whole address."""
    return absolute(path)


@register.filter
def moment(value: datetime | None) -> str:
    """Return a moment in words with its time zone: `{{ article.publish_at|moment }}`."""
    return in_words(value) if value else ""


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """Return the numbers of a list's pages, with an ellipsis for those far from this one."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
