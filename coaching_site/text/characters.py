"""Which characters a text of the site may hold, wherever it comes from.

Every field, the rich text and the settings go by this one rule: what is left is seen by readers, or
needed by what they see, and can be written in XML, JSON and mail. A second time changes nothing.
"""

import re
import unicodedata

# The ends of lines that are no line feed: of Windows, old Macs, Word, PDF and Unicode.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
# Controls, noncharacters and halves of surrogate pairs: XML, JSON or PostgreSQL cannot hold them.
_NOWHERE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
# Soft hyphens, what has no width, embeddings, overrides and isolates (they turn what stands around
# them), tags, and selectors of a variant; an object that a paste left behind.
_UNSEEN = (
    "\u00ad\u034f\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# These only tell which way to read, and nothing where all is read from left to right.
_MARKS = re.compile("[\u061c\u200e\u200f]")
_FROM_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff"
    "\U0001e800-\U0001efff]"
)
# Arabic, Syriac, Mongolian and the scripts of India and its neighbours: whether one of their
# letters joins the next is a matter of spelling (U+200C between the words of a Persian one).
_JOINED_LETTER = "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\ufb50-\ufdcf\ufe70-\ufefc]"
_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff][\ufe0e\ufe0f]?"
)
# https://www.unicode.org/reports/tr51/: a flag of a region, a key, pictures made into one.
_WHOLE = (
    "\U0001f3f4[\U000e0020-\U000e007e]{2,10}\U000e007f|[0-9#*]\ufe0f\u20e3"
    f"|{_PICTURE}(?:\u200d{_PICTURE})*|{_JOINED_LETTER}[\u200c\u200d]"
)
# Most texts have nothing unwanted, which is seen much sooner than what to keep is told from it.
_UNWANTED = re.compile(f"[{_NOWHERE}{_UNSEEN}{_PRIVATE_USE}]")
_WHOLE_OR_UNWANTED = re.compile(f"({_WHOLE})|{_UNWANTED.pattern}")
_ANYWHERE = re.compile(f"[{_NOWHERE}]")

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
    return _or_nothing(_composed(" ".join(printable(value).split()), _LONGEST_LINE))


def plain_text(value: str) -> str:
    """Return the text with plain line ends, at most two empty lines in a row."""
    text = _MANY_EMPTY_LINES.sub("\n\n\n", printable(value).strip())
    return _or_nothing(_composed(text, _LONGEST_TEXT))


def printable(text: str, *, keeps_marks: bool = False) -> str:
    """Return the text without what nobody sees, with one kind of line end.

    A part of a text that `has_right_to_left` elsewhere `keeps_marks`.
    """
    text = _LINE_ENDS.sub("\n", text)
    if _UNWANTED.search(text):
        text = _WHOLE_OR_UNWANTED.sub(lambda found: found[1] or "", text)
    if not keeps_marks and _MARKS.search(text) and not has_right_to_left(text):
        text = _MARKS.sub("", text)
    return text


def has_right_to_left(text: str) -> bool:
    """Tell whether there are letters that are read from right to left, Hebrew or Arabic ones."""
    return _FROM_RIGHT_TO_LEFT.search(text) is not None


def storable(text: str) -> str:
    """Return the text without what no format can hold, for who has yet to read its markup."""
    return _ANYWHERE.sub("", _LINE_ENDS.sub("\n", text))


def _composed(text: str, longest: int) -> str:
    """Return the text with letters and accents in one; what is too long anyway stays as it is."""
    return unicodedata.normalize("NFC", text) if len(text) <= longest else text


def _or_nothing(text: str) -> str:
    """Return an empty text for one without a single letter, digit or sign that can be seen."""
    return text if any(map(_leaves_ink, text)) else ""


def _leaves_ink(character: str) -> bool:
    is_visible = unicodedata.category(character) not in _INVISIBLE_CATEGORIES
    return is_visible and character not in _BLANK
