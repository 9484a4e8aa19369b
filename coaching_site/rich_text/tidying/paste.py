"""A text from anywhere is read with the styling that says what it means."""

from lxml.html import HtmlElement

from coaching_site.rich_text.looks import declarations_of
from coaching_site.rich_text.normalising import Rules
from coaching_site.rich_text.sanitising import ATTRIBUTES, RENAMED, VALUES, clean
from coaching_site.rich_text.tidying.spaces import collapse_spaces
from coaching_site.rich_text.trees import CONTAINERS, parse

# What a paste may have for its meaning to be read; images of others are seen, to be counted.
PASTE_RULES = Rules(
    {
        tag: (*ATTRIBUTES.get(tag, ()), "style")
        for tag in (*ATTRIBUTES, *RENAMED, *CONTAINERS, "span", "tfoot", "del")
    },
    VALUES,
    marks_hidden=True,
)


def clean_paste(html: str) -> str:
    """Return the text without script, but with the styling that `read_paste` gives a meaning.

    Raises UnreadableError.
    """
    return clean(html, PASTE_RULES)


def read_paste(html: str) -> HtmlElement:
    """Return the tree of a text from anywhere; raises UnreadableError."""
    root = parse(clean_paste(html))
    collapse_spaces(root)
    return root


def style_of(element: HtmlElement) -> dict[str, str]:
    """Return the declarations of a `style` attribute, in small letters."""
    return declarations_of(element.get("style") or "")
