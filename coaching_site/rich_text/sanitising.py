"""What may stand in a text of the site, whoever wrote or pasted it."""

import re

import nh3
from django.utils.html import escape

from coaching_site.rich_text.normalising import (
    NUMBER,
    OWN_LINK,
    Rules,
    UnreadableError,
    normalise,
    words_of_markup,
)

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "p": (), "h2": (), "h3": (), "h4": (), "ul": (), "ol": ("start", "type"), "li": (),
    "blockquote": (), "hr": (), "strong": (), "em": (), "sup": (), "sub": (), "br": (),
    "a": ("data-link", "href", "title"),
    "table": (), "caption": (), "thead": (), "tbody": (), "tr": (),
    "th": ("colspan", "rowspan", "scope"), "td": ("colspan", "rowspan"),
    "figure": (), "figcaption": (), "img": ("data-image", "alt"), "aside": ("data-block",),
}  # fmt: skip
TAGS = set(ATTRIBUTES)
SCHEMES = {"http", "https", "mailto", "tel"}
# Older names of the same thing, and levels that an article has not; none of them keeps attributes.
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
# Images and blocks are none without their number.
REQUIRED = {"img": "data-image", "aside": "data-block"}
VALUES = {
    "colspan": re.compile(r"[1-9]\d{0,2}"),
    "rowspan": re.compile(r"[1-9]\d{0,2}"),
    "scope": re.compile(r"(?:row|col)(?:group)?"),
    "start": re.compile(r"\d{1,4}"),
    "type": re.compile(r"[1aAiI]"),
    "data-image": NUMBER,
    "data-block": NUMBER,
    "data-link": OWN_LINK,
}
RULES = Rules(ATTRIBUTES, VALUES, RENAMED, REQUIRED)

MAX_PASSES = 6


def sanitise(html: str, rules: Rules = RULES) -> str:
    """Return the text with nothing but the allowed structure; a second time changes nothing.

    Never raises. What is nested too deeply, has too many pieces or does not come to rest loses its
    structure and keeps its words.
    """
    try:
        return sanitise_readable(html, rules)
    except UnreadableError:
        words = words_of_markup(html)
        return sanitise_readable(f"<p>{escape(words)}</p>" if words else "", rules)


def sanitise_readable(html: str, rules: Rules = RULES) -> str:
    """Do what `sanitise` does, but raise UnreadableError where it would lose the structure."""
    for _pass in range(MAX_PASSES):
        cleaned = clean(html, rules)
        if cleaned == html:
            return cleaned
        # What is written out and read again may nest differently.
        html = cleaned
    raise UnreadableError("restless")


def clean(html: str, rules: Rules) -> str:
    """Return the elements of `rules` without anything that runs; raises UnreadableError.

    nh3 reads only what lxml wrote, so that a text cannot make it work for minutes.
    """

    def allowed_value(_tag: str, attribute: str, value: str) -> str | None:
        allowed = rules.values.get(attribute)
        return value if allowed is None or allowed.fullmatch(value) else None

    return nh3.clean(
        normalise(html, rules),
        tags=set(rules.attributes),
        attributes={tag: set(names) for tag, names in rules.attributes.items()} | {"*": set()},
        attribute_filter=allowed_value,
        url_schemes=SCHEMES,
        link_rel=None,
    )
