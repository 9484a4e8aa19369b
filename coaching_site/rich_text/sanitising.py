"""What may stand in a text of the site, whoever wrote or pasted it."""

import re
from html import unescape

import nh3
from django.conf import settings
from django.utils.html import escape

TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "sup",
    "sub", "hr", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption",
    "img",
}  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),  # else `lang` and `title` everywhere
    "a": {"href", "title"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type"},
    "img": {"src", "alt", "width", "height"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
# Older names of the same thing, and levels that an article has not; none of them keeps attributes.
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
# Their content is no text of the author's.
DROPPED_WITH_CONTENT = {
    "script", "style", "svg", "math", "template", "iframe", "object", "noembed", "noframes",
    "noscript", "title", "select", "textarea",
}  # fmt: skip
VALUES = {
    "colspan": re.compile(r"[1-9]\d{0,2}"),
    "rowspan": re.compile(r"[1-9]\d{0,2}"),
    "scope": re.compile(r"(?:row|col)(?:group)?"),
    "start": re.compile(r"\d{1,4}"),
    "type": re.compile(r"[1aAiI]"),
    "width": re.compile(r"[1-9]\d{0,4}"),
    "height": re.compile(r"[1-9]\d{0,4}"),
}
OWN_PATH = re.compile(r"(?!.*\.\.)[\w./-]+", re.ASCII)

# C0 and C1 controls, noncharacters, the mark of byte order, halves of surrogate pairs, and the two
# private characters with which a search marks what it found (blog/excerpts.py).
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000\ue001\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
LINE_ENDS = re.compile(r"\r\n?")

# Deeper nesting is no text but an attack: the parser's cost grows with length times depth (60,000
# open `div`s take it seven seconds). The deepest paste from a web page seen had 40.
MAX_DEPTH = 150
TOKEN = re.compile(
    r"<!--.*?(?:--!?>|\Z)|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>?",
    re.DOTALL,
)
NEVER_OPEN = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot",
}  # fmt: skip
IMAGE = re.compile(r'<img(?P<attributes>(?:\s+[a-z]+="[^"]*")*)\s*/?>')
MAX_PASSES = 6


def sanitise(html: str) -> str:
    """Return the text with nothing but the allowed structure; a second time changes nothing.

    Never raises. What is nested deeper than `MAX_DEPTH`, or does not come to rest, loses its
    structure and keeps its words.
    """
    html = strip_unprintable(html)
    if nesting_depth(html) > MAX_DEPTH:
        html = _words_only(html)
    for _ in range(MAX_PASSES):
        # One pass is not enough: markup that is written out and read again may nest differently.
        cleaned = _clean(html)
        if cleaned == html:
            return cleaned
        html = cleaned
    return _clean(_clean(_words_only(html)))


def strip_unprintable(text: str) -> str:
    """Return the text without NUL and other characters that nobody sees, and with one line end."""
    return UNPRINTABLE.sub("", LINE_ENDS.sub("\n", text))


def nesting_depth(html: str) -> int:
    """Return how deep elements are nested at most; linear, and never too low for unclosed ones."""
    open_elements: dict[str, int] = {}
    depth = deepest = 0
    for token in TOKEN.finditer(html):
        name = (token["name"] or "").lower()
        if not name or name in NEVER_OPEN:
            continue
        if not token["close"]:
            open_elements[name] = open_elements.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif open_elements.get(name):
            open_elements[name] -= 1
            depth -= 1
    return deepest


def is_own_file(address: str) -> bool:
    """Tell whether an address points below `MEDIA_URL`, where only re-encoded pictures are."""
    media_url = settings.MEDIA_URL
    return address.startswith(media_url) and bool(
        OWN_PATH.fullmatch(address.removeprefix(media_url))
    )


def _clean(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=TAGS | RENAMED.keys(),
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=ATTRIBUTES,
        attribute_filter=_allowed_value,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    for old, new in RENAMED.items():
        cleaned = cleaned.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    return strip_unprintable(IMAGE.sub(_with_source, cleaned))


def _allowed_value(tag: str, attribute: str, value: str) -> str | None:
    """Return the value of an attribute, or None to drop it."""
    if attribute in VALUES:
        return value if VALUES[attribute].fullmatch(value) else None
    if tag == "img" and attribute == "src":
        return value if is_own_file(value) else None
    return value


def _with_source(image: re.Match[str]) -> str:
    """Drop a picture that lost its address."""
    return image[0] if ' src="' in image["attributes"] else ""


def _words_only(html: str) -> str:
    words = " ".join(unescape(TOKEN.sub(" ", html)).split())
    return f"<p>{escape(words)}</p>" if words else ""
