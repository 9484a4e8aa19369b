"""What a word is, and how it is spelt plainly: for searching, for marking and for addresses.

One table, which Python reads here, PostgreSQL in `coaching_site/database/word_search.py`, and the
browser in `static/admin/js/urlify.js`; tests hold the three equal. The database gets texts in which
only spaces and commas stand between words: its own idea of a word depends on its locale, and takes
“ouder/verzorger” for a file and “klaar.Dan” for a computer.

Characters stand as escapes, which regular expressions of all three read.
"""

import re
import unicodedata

# Letters that Unicode takes for whole, where readers and keyboards know a plainer one.
LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "\u0131": "i", "ƒ": "f",
    "Ł": "L", "Ø": "O", "Đ": "D", "Ð": "D", "Ħ": "H", "Ŧ": "T", "Ŋ": "N",
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ẞ": "SS", "Æ": "AE", "Œ": "OE", "Þ": "TH",
}  # fmt: skip
# Accents, and what nobody sees: soft hyphens, joiners, directions of writing, variants of emoji.
UNSEEN = (
    r"\u0300-\u036f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff"
)
# All that may stand between words but spaces: ASCII's, Latin's, modifiers, punctuation, symbols,
# signs of East Asia, emoji. Only what is a letter or digit, once decomposed, is left out.
MARKS = (
    r"!-/:-@\[-`{-~\u0080-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u02b9-\u02df\u1680\u2000-\u200a\u2010-\u2029\u202f-\u205f\u207a-\u207e\u208a-\u208e"
    r"\u20a0-\u20cf\u2190-\u245f\u2500-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\ufffc\ufffd"
    r"\U0001f000-\U0001f0ff\U0001f300-\U0001faff"
)
# A part of a word, as the author wrote it.
LETTER = rf"[^\s{MARKS}]"
MARK = rf"[{MARKS}]"
BETWEEN_WORDS = ","
# What belongs to a word in an address as if it were not there: “foto’s” is `fotos`.
APOSTROPHES = r"'`\u00b4\u02bc\u2018\u2019\u201b\u2032"

_PLAIN_LETTERS = str.maketrans(LETTERS)


def in_plain_letters(text: str) -> str:
    """Return the text in the letters of a plain keyboard where it has them: “Łódź” is “Lodz”."""
    decomposed = unicodedata.normalize("NFKD", text)
    return re.sub(f"[{UNSEEN}]+", "", decomposed).translate(_PLAIN_LETTERS)


def in_plain_words(text: str) -> str:
    """Return it with a comma wherever something stands between words that is no space."""
    return re.sub(f"{MARK}+", BETWEEN_WORDS, in_plain_letters(text))


def slug_of(text: str) -> str:
    """Return the words as an address has them, joined by dashes; empty without plain letters."""
    plain = in_plain_letters(re.sub(f"[{APOSTROPHES}]", "", text)).lower()
    return re.sub("[^a-z0-9_]+", "-", plain).strip("-_")


def words_in(text: str) -> list[str]:
    """Return the words in their order, in small and plain letters: “Één foto!” is een, foto."""
    return in_plain_words(text).lower().replace(BETWEEN_WORDS, " ").split()
