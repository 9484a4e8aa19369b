"""Text from outside without what nobody can see: control characters, hidden directions."""

import re
import unicodedata

# Embeddings, overrides and isolates, with the three marks: they turn what stands around them.
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = "\u200b\u2060\ufeff"
# Only what the text itself needs: emoji hold together by U+200D, Arabic and Hebrew by the marks.
_UNWANTED_IN_TEXT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e{_ZERO_WIDTH}]")
_UNWANTED_IN_LINE = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{_DIRECTIONS}{_ZERO_WIDTH}]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_MANY_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){3,}")
# Controls, formats and separators leave no ink on the page; marks need a letter to stand on.
_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"}
# By their category letters and a sign, but blank: the fillers of Hangul and the empty braille cell.
_BLANK = set("\u115f\u1160\u3164\uffa0\u2800")
# Longer than any field takes. Composing costs the square of how many accents stand on one letter:
# 2.5 MB of them would keep a worker busy for hours.
_LONGEST_LINE = 1_000
_LONGEST_TEXT = 10_000


def single_line(value: str) -> str:
    """Return the text on one line, each run of white space a single space."""
    visible = _UNWANTED_IN_LINE.sub("", _composed(value, _LONGEST_LINE))
    return _or_nothing(" ".join(visible.split()))


def plain_text(value: str) -> str:
    """Return the text with plain line ends, at most two empty lines in a row."""
    text = _LINE_ENDS.sub("\n", _composed(value, _LONGEST_TEXT))
    text = _UNWANTED_IN_TEXT.sub("", text).strip()
    return _or_nothing(_MANY_EMPTY_LINES.sub("\n\n\n", text))


def _composed(text: str, longest: int) -> str:
    """Return the text with letters and accents in one; what is too long anyway stays as it is."""
    return unicodedata.normalize("NFC", text) if len(text) <= longest else text


def _or_nothing(text: str) -> str:
    """Return an empty text for one without a single letter, digit or sign that can be seen."""
    return text if any(map(_leaves_ink, text)) else ""


def _leaves_ink(character: str) -> bool:
    is_visible = unicodedata.category(character) not in _INVISIBLE_CATEGORIES
    return is_visible and character not in _BLANK
