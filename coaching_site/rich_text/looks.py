"""How a source shows its text: what it hides or crosses out, what is a block, what is a sign."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from coaching_site.rich_text.signs import FONTS

# Crossed out, or kept beside the text: the changes and the comments of Word and Google Docs.
LEFT_OUT_ELEMENTS = ("del", "s", "strike")
LEFT_OUT_CLASSES = (
    "msoDel", "MsoCommentReference", "MsoCommentText", "msocomanchor", "msocomtxt", "msocomoff",
)  # fmt: skip
# Nothing inside an element with such a declaration is seen, whatever it says itself.
LEFT_OUT_STYLES = {
    "display": "none",
    "mso-hide": "all|screen",
    "mso-element": "comment|comment-list",
    "mso-special-character": "comment",
    "text-decoration": ".*line-through.*",
    "text-decoration-line": ".*line-through.*",
    "opacity": r"0(?:\.0*)?%?",
    "clip": r"rect\((?:[01](?:px)?[, ]*){4}\)",
    "clip-path": r"inset\((?:50|100)%\)",
}
# What stands inside may say otherwise.
INVISIBLE_STYLES = {"visibility": "hidden|collapse", "font-size": r"0(?:\.0*)?(?:px|pt|em|rem|%)?"}
BLOCK_STYLE = "block|flex|grid|table|list-item|flow-root|-webkit-box"
LINES_STYLE = "pre|pre-wrap|pre-line|break-spaces"
# Which fonts draw signs for letters, by the property that names them.
FONT_STYLES = ("mso-symbol-font-family", "font-family")
MAY_HAVE_LOOKS = ("style", "class", "hidden", "face")


@dataclass(frozen=True, slots=True)
class Look:
    """What the elements around a text say of it."""

    is_left_out: bool = False
    is_invisible: frozenset[str] = frozenset()
    keeps_lines: bool = False
    font: str = ""
    is_block: bool = False

    @property
    def is_hidden(self) -> bool:
        """Tell whether readers of the source do not see the text."""
        return self.is_left_out or bool(self.is_invisible)

    def inside(self, tag: str, attributes: Mapping[str, str]) -> "Look":
        """Return how text looks inside an element that stands in text of this look."""
        if tag in LEFT_OUT_ELEMENTS:
            return replace(self, is_left_out=True, is_block=False)
        if tag != "pre" and not any(name in attributes for name in MAY_HAVE_LOOKS):
            return replace(self, is_block=False) if self.is_block else self
        style = declarations_of(attributes.get("style", ""))
        return Look(
            self.is_left_out or _is_left_out(attributes, style),
            self._invisible(style),
            self._lines(tag, style),
            _font(attributes, style) or self.font,
            _is(BLOCK_STYLE, style.get("display")),
        )

    def _invisible(self, style: Mapping[str, str]) -> frozenset[str]:
        """Return what hides the text, where a nearer declaration has the last word."""
        declared = style.keys() & INVISIBLE_STYLES.keys()
        hiding = {name for name in declared if _is(INVISIBLE_STYLES[name], style[name])}
        return (self.is_invisible - declared) | hiding

    def _lines(self, tag: str, style: Mapping[str, str]) -> bool:
        if declared := style.get("white-space"):
            return _is(LINES_STYLE, declared)
        return self.keeps_lines or tag == "pre"


def declarations_of(style: str) -> dict[str, str]:
    """Return the declarations of a `style` attribute, in small letters and with single spaces.

    One that is said to be important is like any other.
    """
    lines = (" ".join(declaration.split()) for declaration in style.lower().split(";"))
    pairs = (line.partition(":") for line in lines)
    return {name.strip(): _without_weight(value) for name, _colon, value in pairs}


def _without_weight(value: str) -> str:
    declared, mark, weight = value.rpartition("!")
    return (declared if mark and weight.strip() == "important" else value).strip()


def _is_left_out(attributes: Mapping[str, str], style: Mapping[str, str]) -> bool:
    return (
        "hidden" in attributes
        or not set(LEFT_OUT_CLASSES).isdisjoint(attributes.get("class", "").split())
        or any(_is(value, style.get(name)) for name, value in LEFT_OUT_STYLES.items())
    )


def _font(attributes: Mapping[str, str], style: Mapping[str, str]) -> str:
    """Return the first font that is named, in small letters, or “” for none."""
    named = [style[name] for name in FONT_STYLES if name in style]
    named += [attributes["face"].lower()] if "face" in attributes else []
    fonts = [fonts.split(",")[0].strip(" \"'") for fonts in named]
    return next((font for font in fonts if font in FONTS), fonts[0] if fonts else "")


def _is(pattern: str, value: str | None) -> bool:
    return value is not None and re.fullmatch(pattern, value) is not None
