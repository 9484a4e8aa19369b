"""What may stand in a text that is shown, however it came into the database.

It is what an author may write, and what rendering adds to it, such as the formats of an image.
"""

import re
from functools import lru_cache

from django.conf import settings
from django.utils.safestring import SafeString

from coaching_site.rich_text import sanitising
from coaching_site.rich_text.normalising import MAX_DEPTH, MAX_ELEMENTS, Rules

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    **sanitising.ATTRIBUTES,
    "h2": ("id",), "h3": ("id",), "h4": ("id",),
    "a": ("href", "title", "rel"),
    "img": (
        "data-image", "src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding",
    ),
    "picture": (), "source": ("type", "srcset", "sizes", "media"), "span": ("class",),
    "aside": ("data-block", "class"), "div": ("class", "tabindex", "role", "aria-label"),
}  # fmt: skip
# Images are the site's own: another one would learn who reads, also in a reader of feeds.
OWN_FILE = rf"{re.escape(settings.MEDIA_URL)}[^\s,]+"
VALUES = {
    **sanitising.VALUES,
    "id": re.compile(r"h-[a-z0-9_-]+"),
    "rel": re.compile(r"noopener noreferrer"),
    "src": re.compile(OWN_FILE),
    "srcset": re.compile(rf"{OWN_FILE} \d+w(?:, {OWN_FILE} \d+w)*"),
    "width": re.compile(r"\d+"),
    "height": re.compile(r"\d+"),
    "loading": re.compile(r"lazy"),
    "decoding": re.compile(r"async"),
    "type": re.compile(rf"{sanitising.VALUES['type'].pattern}|image/(?:avif|webp)"),
    "class": re.compile(r"block|credit|table-scroll"),
    "tabindex": re.compile(r"0"),
    "role": re.compile(r"region"),
}
# Rendering puts a block of such depth, and of an image five elements, where a text has one.
RULES = Rules(
    ATTRIBUTES,
    VALUES,
    keeps_blocks=True,
    max_depth=2 * MAX_DEPTH + 10,
    max_elements=5 * MAX_ELEMENTS,
)


# A feed has twenty texts, of which at most one changed since it was made before.
@lru_cache(maxsize=64)
def sanitise_rendered(html: str) -> SafeString:
    """Return a stored rendering with nothing in it but what rendering makes, ready for a page.

    Costs 2 ms for an article of 1,100 words, once in a process.
    """
    return SafeString(sanitising.sanitise(html, RULES))
