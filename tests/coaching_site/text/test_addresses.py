"""Addresses in a text are found whole, without the signs of their sentence, and go straight."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from coaching_site.text.addresses import address_alone, addresses_in, straight_addresses
from coaching_site.text.characters import plain_text
from tests.coaching_site.text.hard_links import HARD_LINKS, SAFELINK
from tests.growth import grows_evenly


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zie www.voorbeeld.nl.", [("www.voorbeeld.nl", "https://www.voorbeeld.nl")]),
        ("(https://voorbeeld.nl/a)", [("https://voorbeeld.nl/a", "https://voorbeeld.nl/a")]),
        ("„http://x.nl/?a=1”, ja", [("http://x.nl/?a=1", "http://x.nl/?a=1")]),
        ("Mail <anna@school.nl>; bel", [("anna@school.nl", "mailto:anna@school.nl")]),
        (
            "Op https://nl.wikipedia.org/wiki/X_(Y), zei ze",
            [("https://nl.wikipedia.org/wiki/X_(Y)", "https://nl.wikipedia.org/wiki/X_(Y)")],
        ),
        ("a@b.nl en www.c.nl", [("a@b.nl", "mailto:a@b.nl"), ("www.c.nl", "https://www.c.nl")]),
        ("Klaar.Dan om 9.00 met 06 12345678, o.a. voorbeeld.nl en @school", []),
        ("www. en https:// en a@b", []),
    ],
)
def test_addresses_in_a_sentence(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.words, each.link) for each in addresses_in(text)] == found
    assert all(text[each.start : each.end] == each.words for each in addresses_in(text))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (" https://voorbeeld.nl/a \n", "https://voorbeeld.nl/a"),
        ("<anna@school.nl>", "mailto:anna@school.nl"),
        ("mailto:anna@school.nl", "mailto:anna@school.nl"),
        ("06 12345678", "tel:+31612345678"),
        ("+31 (0)20 624 1111", "tel:+31206241111"),
        ("0612", ""),
        ("1 2 2026", ""),
        ("klaar.Dan", ""),
        ("zie www.voorbeeld.nl", ""),
        ("x:www.voorbeeld.nl", ""),
        ("", ""),
    ],
)
def test_an_address_that_stands_alone(text: str, link: str) -> None:
    alone = address_alone(text)
    assert (alone.link if alone else "") == link


def test_words_that_name_a_detour_name_its_target(settings: Settings) -> None:
    settings.SITE_URL = "https://praktijk.example"
    assert straight_addresses(f"Lees {HARD_LINKS[0].written}!") == f"Lees {HARD_LINKS[0].link}!"
    own = SAFELINK.format("https%3A%2F%2Fpraktijk.example%2Fover%2F")
    assert straight_addresses(own) == "https://praktijk.example/over/"
    for same in ("www.praktijk.example", "https://praktijk.example/over/", "a@b.nl, c"):
        assert straight_addresses(same) == same


PIECES = st.sampled_from(
    ["https://", "www.", "a", ".nl", "@", " ", "(", ")", ".", "\n", "?u=", "%EF%BF%BF", "%0A", "’",
     "https://l.facebook.com/l.php?u=", "%29.", "\ufffe", "mailto:", "&utm_a=1", "\u200b"],
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_going_straight_a_second_time_changes_nothing_and_leaves_no_strange_signs(
    text: str,
) -> None:
    straight = plain_text(straight_addresses(plain_text(text)))
    assert plain_text(straight_addresses(straight)) == straight
    assert not set(straight) & {"\uffff", "\ufffe", "\u200b"}


@pytest.mark.parametrize(
    "piece", ["www.a.nl ", "a@", ")", "www.", "https://", "@ ", f"www.{')' * 1990} "]
)
def test_a_text_made_to_be_slow_is_not(piece: str) -> None:
    assert grows_evenly(lambda size: straight_addresses(piece * (size // len(piece))), 75_000)
