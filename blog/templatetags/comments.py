"""The words of a comment in a template."""

from collections.abc import Iterator

from django import template
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from coaching_site.text.addresses import addresses_in

register = template.Library()


@register.filter
def paragraphs_with_links(text: str) -> SafeString:
    """Show plain text in its paragraphs, with the web addresses in it as links.

    They tell search engines that a visitor set them, so that nobody comments for their sake.
    """
    return mark_safe(linebreaks(format_html_join("", "{}", _pieces(text))))  # noqa: S308 (both escape)


def _pieces(text: str) -> Iterator[tuple[str]]:
    end = 0
    for address in addresses_in(text):
        if address.link.startswith(("http", "/")):
            yield (text[end : address.start],)
            yield (
                format_html('<a href="{}" rel="nofollow ugc">{}</a>', address.link, address.words),
            )
            end = address.end
    yield (text[end:],)
