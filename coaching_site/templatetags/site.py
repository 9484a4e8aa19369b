"""Tags that any template of the site may use."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from coaching_site.addresses import absolute
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
