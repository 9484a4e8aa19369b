"""A text from anywhere is read with the styling that says what it means."""

import re

from lxml.html import HtmlElement

from coaching_site.rich_text.normalising import Rules
from coaching_site.rich_text.sanitising import ATTRIBUTES, RENAMED, VALUES, clean
from coaching_site.rich_text.trees import CONTAINERS, parse, text_places

# What a paste may have for its meaning to be read; images of others are seen, to be counted, and
# letters for private use may be those of a font of signs.
PASTE_RULES = Rules(
    {
        tag: (*ATTRIBUTES.get(tag, ()), "style")
        for tag in (*ATTRIBUTES, *RENAMED, *CONTAINERS, "span", "tfoot")
    },
    VALUES,
    keeps_private_use=True,
)
SPACES = re.compile(r"[ \t\n\f]+")


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
    declarations = (element.get("style") or "").lower().split(";")
    pairs = (declaration.partition(":") for declaration in declarations)
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def collapse_spaces(root: HtmlElement) -> None:
    """Make one space of a run, as a browser shows it; a fixed space stays what it is."""
    for element, place in text_places(root):
        if text := getattr(element, place):
            setattr(element, place, SPACES.sub(" ", text))
