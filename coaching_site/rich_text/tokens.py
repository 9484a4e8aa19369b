"""Tags, attributes and text as a parser of HTML finds them, without building anything of them.

The HTML standard (13.2.5, tokenization) says how. Where a quotation mark is never closed a parser
drops the rest of the text; here the tag ends, and the words stay.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Their content is no text of the author's.
DROPPED_WITH_CONTENT = {
    "script", "style", "svg", "math", "template", "iframe", "object", "noembed", "noframes",
    "noscript", "title", "select", "textarea",
}  # fmt: skip
NEVER_TEXT = {"script", "style"}

SPACE = r"[ \t\n\f\r]"
ATTRIBUTE = re.compile(
    r"(?P<name>[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)"
    rf"(?:{SPACE}*+={SPACE}*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?=>)"
    r"|(?P<bare>[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+)))?+"
)
# Quantifiers that never step back (`*+`): no text makes the search go over itself again.
TOKEN = re.compile(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))|[!?][^>]*+>?|/(?![a-zA-Z])[^>]*+>?"
    rf"|(?P<close>/?)(?P<tag>[a-zA-Z][^ \t\n\f\r/>]*+)(?P<attributes>(?:{SPACE}|/|"
    + re.sub(r"\?P<\w+>", "?:", ATTRIBUTE.pattern)
    + r")*+)>?)",
    re.DOTALL,
)
ASIDE = re.compile(rf"<(?P<close>/?)aside(?={SPACE}|[/>]|\Z)[^>]*+>?", re.IGNORECASE)
END_OF = {
    name: re.compile(rf"</{name}(?={SPACE}|[/>]|\Z)[^>]*+>?", re.IGNORECASE)
    for name in DROPPED_WITH_CONTENT
}
NUMBERED = {"data-image", "data-block"}
NUMBER = re.compile(r"[1-9][0-9]{0,8}")


class Tag(NamedTuple):
    """A start or an end of an element, its attributes as they were written."""

    name: str
    is_end: bool
    written: str

    @property
    def attributes(self) -> dict[str, str]:
        """Return the attributes, their entities unread and without quotation marks.

        What should be the number of an image or a block and is none is left out.
        """
        found: dict[str, str] = {}
        for attribute in ATTRIBUTE.finditer(self.written):
            value = attribute["double"] or attribute["single"] or attribute["bare"] or ""
            found.setdefault(attribute["name"].lower(), value.replace('"', "&quot;"))
        for name in NUMBERED & found.keys():
            if not NUMBER.fullmatch(found[name]):
                del found[name]
        return found


def pieces_of(html: str) -> Iterator[str | Tag]:
    """Yield text and tags, without comments and without what is no text of the author's.

    Nor is what stands in a block: it is made of the block's number.
    """
    position, unclosed = 0, set[str]()
    while token := TOKEN.search(html, position):
        if token.start() > position:
            yield html[position : token.start()]
        position = token.end()
        if not token["tag"]:
            continue
        tag = Tag(token["tag"].lower(), bool(token["close"]), token["attributes"])
        if tag.name in DROPPED_WITH_CONTENT and not tag.is_end:
            end = None if tag.name in unclosed else END_OF[tag.name].search(html, position)
            if end is None and tag.name in NEVER_TEXT:
                return
            if end is None:
                unclosed.add(tag.name)  # looked for once: each look goes through all that follows
            else:
                position = end.end()
        else:
            if tag.name == "aside" and "data-block" in tag.attributes:
                position = _end_of_block(html, position)
            yield tag
    yield html[position:]


def words_of_markup(html: str) -> str:
    """Return the text between the tags, its entities unread; for what cannot be balanced."""
    return " ".join(piece for piece in pieces_of(html) if isinstance(piece, str))


def _end_of_block(html: str, position: int) -> int:
    """Return where a block ends; one that nobody closed is empty and swallows nothing."""
    following = ASIDE.search(html, position)
    return following.end() if following and following["close"] else position
