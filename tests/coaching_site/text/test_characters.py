"""One rule for the characters of every text: what nobody sees goes, what anybody needs stays."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.text.characters import plain_text, printable, single_line, storable
from tests.growth import grows_evenly

# Signs that stand near those by which they are kept or not; drawn often, since chance rarely would.
DELICATE = (
    "a1#\n\r \t\x00\x0b\x85\u00a0\u00ad\u0301\u061c\u0628\u06cc\u0915\u094d\u200b\u200c\u200d\u200e"
    "\u200f\u2028\u202e\u2066\u20e3\u2764\u2795\u3164\ufe00\ufe0e\ufe0f\ufeff\ue000\ufdd0\ufffc\uffff"
    "\ud83d\ude00\U0001f3f4\U0001f3fd\U0001f469\U000e0067\U000e0062\U000e007f\U000e0100\u05e9"
)
ANY_TEXT = st.text(st.one_of(st.sampled_from(DELICATE), st.characters(exclude_categories=())))

KEPT = {
    "family": "👨\u200d👩\u200d👧",
    "skin": "👩🏽\u200d🏫",
    "heart": "❤\ufe0f\u200d🔥",
    "key": "1\ufe0f\u20e3",
    "country": "🇳🇱",
    "region": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "as text": "☎\ufe0e",
    "Persian": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Arabic": "\u0645\u0631\u062d\u0628\u0627 \u0647\u200d",
    "Hindi": "\u0915\u094d\u200d\u0937",
    "Hebrew with Latin": "C++\u200e שלום\u200f",
    "Dutch": "Zoë’s “cafés” – 5\u00a0% … ĳsje",
    "Łódź": "Łódź en Søren",
    "lost": "\ufffd",
    "Arabic year": "\u0601\u0661\u0664\u0664\u0665",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_a_text_needs_stays(text: str) -> None:
    assert printable(text) == text
    assert plain_text(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("kinder\u00adopvang", "kinderopvang"),
        ("ge\u200bheim\ufeff\u2060\u200c\u200d", "geheim"),
        ("\u202eenna\u202c \u2067x\u2069", "enna x"),
        ("Sanne\u200f\u200e\u061c", "Sanne"),
        ("a\ufe0f\u200db", "ab"),
        ("☀\u200b\ufe0f", "☀"),
        ("☀\ufe0f\ufe0f\u200d", "☀\ufe0f"),
        (
            "\u0645\u06cc\u200c\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("葛\U000e0100", "葛"),
        ("a\U000e0041\U000e007fb", "ab"),
        ("\uf04a\U000f0000\U0010fffd.", "."),
        ("\ufdd0\ufffe\uffff\U0001ffff\U0010fffe.", "."),
        ("\x00\x01\x08\x1b\x1f\x7f\x9f\ud800.", "."),
        ("\ufff9\ufffa\ufffb\ufffc.", "."),
        ("regel\x0bregel\x0cregel\x85regel\u2028regel\r\nregel", "regel" + "\nregel" * 5),
    ],
)
def test_what_nobody_sees_goes_and_no_words_are_glued(typed: str, kept: str) -> None:
    assert printable(typed) == kept
    assert plain_text(typed) == kept
    assert single_line(typed) == kept.replace("\n", " ")


def test_of_all_that_unicode_has_only_what_shows_or_spells_is_kept() -> None:
    everything = "".join(
        f"{character}\n" for character in map(chr, range(sys.maxunicode + 1)) if character != "\n"
    )
    gone = ("Cc", "Cf", "Co", "Cs")
    left = {
        character for character in printable(everything) if unicodedata.category(character) in gone
    }
    prefixes_of_numbers = set(map(chr, [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2]))
    layout_of_hieroglyphs = set(map(chr, range(0x13430, 0x13440)))
    marks = set("\u061c\u200e\u200f")  # there are letters from right to left
    spaces = set("\n\t")
    number_signs = {"\U000110bd", "\U000110cd"}
    assert left == prefixes_of_numbers | layout_of_hieroglyphs | marks | spaces | number_signs


@given(ANY_TEXT)
def test_a_second_time_changes_nothing(typed: str) -> None:
    for clean in (printable, storable, plain_text, single_line):
        cleaned = clean(typed)
        assert clean(cleaned) == cleaned
    assert printable(single_line(typed)) == single_line(typed)
    assert printable(plain_text(typed)) == plain_text(typed)


def test_an_accent_behind_something_unseen_joins_its_letter() -> None:
    assert single_line("Rene\u200b\u0301") == "René"


@pytest.mark.parametrize(
    "flood", ["\u200d", "👨\u200d", "🏴\U000e0067", "\u06cc\u200c", "1\ufe0f", "\u200f", "\x0b"]
)
def test_a_flood_is_cleaned_at_once(flood: str) -> None:
    assert grows_evenly(lambda size: plain_text(flood * size), 100_000)
