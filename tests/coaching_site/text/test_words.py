"""A word is the same word in Python, in the database and in the browser."""

import json
import re
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coaching_site.database.word_search import folded
from coaching_site.text import words
from coaching_site.text.words import in_plain_letters, in_plain_words, slug_of

URLIFY = Path("static/admin/js/urlify.js")
# Of every character that Unicode knows, but what the database cannot hold.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\x00"))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Łódź en Søren", "lodz-en-soren"),
        ("ouder/verzorger", "ouder-verzorger"),
        ("7–8", "7-8"),
        ("klaar.Dan verder", "klaar-dan-verder"),
        ("Foto’s van zo’n 'dag' & “meer”", "fotos-van-zon-dag-meer"),
        ("Straße, Ærø, Œuvre, Þór, I\u015f\u0131k", "strasse-aero-oeuvre-thor-isik"),
        ("school\u00adbord", "schoolbord"),
        ("5\u00a0% … of niet?", "5-of-niet"),
        ("  -- al_dan-niet --  ", "al_dan-niet"),
        ("Привет", ""),
    ],
)
def test_an_address_has_the_words_of_a_title(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@given(TEXTS)
def test_an_address_can_be_typed_on_any_keyboard(text: str) -> None:
    assert re.fullmatch("(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?)?", slug_of(text))


def test_the_browser_has_the_same_table() -> None:
    script = URLIFY.read_text()
    letters = re.search(r"LETTERS = (\{.*?\});", script, re.DOTALL)
    patterns = dict(re.findall(r"(UNSEEN|APOSTROPHES) =\s*/\[(.*?)\]", script))

    assert letters
    assert json.loads(letters[1]) == words.LETTERS
    assert patterns == {"UNSEEN": words.UNSEEN, "APOSTROPHES": words.APOSTROPHES}


def in_the_database(text: str) -> str:
    template = folded("").extra["template"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {template % {'expressions': '%s::text'}}", [text])
        [answer] = cursor.fetchone()
    return str(answer)


class DatabaseTests(TestCase):
    """The database reads words as Python does."""

    def test_each_letter_of_the_table(self) -> None:
        text = " ".join(words.LETTERS)

        assert in_the_database(text) == in_plain_words(text) == " ".join(words.LETTERS.values())

    @given(TEXTS)
    @example("Zoë Ålström, S\u0327ahin: Y\u0131ld\u0131z")
    @example("\u1e69 ouder/verzorger klaar.Dan foto’s “aap” 7–8 school\u00adbord 👩\u200d🏫")
    def test_any_text(self, text: str) -> None:
        assert in_the_database(text) == in_plain_words(text)


@given(TEXTS)
def test_plain_letters_stay_as_they_are(text: str) -> None:
    plain = in_plain_letters(text)

    assert in_plain_letters(plain) == plain
