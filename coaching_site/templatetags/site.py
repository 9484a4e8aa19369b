"""Tags that any template of the site may use."""

from datetime import datetime

from django import template

from coaching_site.http.addresses import absolute
from coaching_site.time.moments import in_words

register = template.Library()


@register.filter
def absolute_address(path: str) -> str:
    """Return the path as a whole address."""
    return absolute(path)


@register.filter
def moment(value: datetime | None) -> str:
    """Return a moment in words with its time zone: `{{ article.publish_at|moment }}`."""
    return in_words(value) if value else ""
