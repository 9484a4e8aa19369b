"""An address leads straight to where it leads, however it was typed, pasted or imported."""

from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from coaching_site.text.addresses import straight_addresses
from coaching_site.text.links import clean_link
from tests.coaching_site.text.hard_links import PACKED, SAFELINK, TARGET
from tests.growth import grows_evenly


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  https://voorbeeld.nl/a \n", "https://voorbeeld.nl/a"),
        ("<https://voorbeeld.nl/a>", "https://voorbeeld.nl/a"),
        ("https://voor\u00adbeeld.nl/\u200ba\ufeff", "https://voorbeeld.nl/a"),
        ("www.voorbeeld.nl", "https://www.voorbeeld.nl"),
        ("voorbeeld.nl/lezen", "https://voorbeeld.nl/lezen"),
        ("voorbeeld.nl:8080/x", "https://voorbeeld.nl:8080/x"),
        ("HTTP://voorbeeld.nl", "http://voorbeeld.nl"),
        ("https:/voorbeeld.nl", "https://voorbeeld.nl"),
        ("https:\\\\voorbeeld.nl\\a", "https://voorbeeld.nl/a"),
        ("//voorbeeld.nl/a", "https://voorbeeld.nl/a"),
        ("https://voorbeeld.nl/mijn brief", "https://voorbeeld.nl/mijn%20brief"),
        ("anna@voorbeeld.nl", "mailto:anna@voorbeeld.nl"),
        ("MAILTO: anna@voorbeeld.nl?subject=a%20b", "mailto:anna@voorbeeld.nl?subject=a%20b"),
        ("06 12345678", "tel:+31612345678"),
        ("tel:020-6241111", "tel:+31206241111"),
        ("tel:112", "tel:112"),
    ],
)
def test_what_people_write_becomes_an_address(written: str, cleaned: str) -> None:
    assert clean_link(written) == cleaned


@pytest.mark.parametrize(
    "address",
    [
        "https://nl.wikipedia.org/wiki/Rust_(doorverwijspagina)",
        "https://www.zoë.example/café?naam=Zoë&lijst[]=1&leeg=&x#één",
        "https://voorbeeld.nl/?utm=1&q=utm_source%3D",
        "/artikelen/loslaten/?pagina=2#reacties",
        "#h-loslaten",
        "?pagina=2",
    ],
)
def test_what_is_right_stays_byte_for_byte(address: str) -> None:
    assert clean_link(address) == address


@pytest.mark.parametrize(
    "detour",
    [
        SAFELINK,
        SAFELINK.replace("&", "&amp;"),
        "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp.html?url={}&x=1",
        "https://www.google.com/url?sa=t&url={}&ved=2",
        "https://www.google.nl/url?q={}&sa=D",
        "http://l.facebook.com/l.php?u={}&h=AT0",
        "https://l.instagram.com/?u={}&e=AT",
        "https://www.linkedin.com/redir/redirect?url={}&urlhash=x",
        "https://www.linkedin.com/safety/go?url={}",
        "https://www.youtube.com/redirect?event=v&q={}",
    ],
)
def test_a_detour_gives_its_target_also_inside_another_one(detour: str) -> None:
    whole = detour.format(PACKED)
    assert clean_link(whole) == TARGET
    nested = SAFELINK.format(quote(whole, safe=""))
    assert clean_link(nested) == TARGET


def test_a_path_behind_a_detour_is_one_of_that_site_and_not_of_ours() -> None:
    assert clean_link("https://www.google.com/url?q=/maps") == "https://www.google.com/maps"
    within = "https://l.facebook.com/l.php?u=?u=https://l.facebook.com/l.php?u=?u="
    assert straight_addresses(straight_addresses(within)) == straight_addresses(within)


def test_a_detour_without_a_target_leads_nowhere_and_names_nobody() -> None:
    assert clean_link(SAFELINK.replace("url={}&", "")) == ""


@pytest.mark.parametrize(
    ("counted", "bare"),
    [
        ("https://voorbeeld.nl/?utm_source=brief&utm_medium=x", "https://voorbeeld.nl/"),
        ("https://voorbeeld.nl/a?x=%c3&fbclid=1&y=#z", "https://voorbeeld.nl/a?x=%c3&y=#z"),
        ("https://voorbeeld.nl/?a=1&amp;utm_term=x", "https://voorbeeld.nl/?a=1"),
        ("https://voorbeeld.nl/?GCLID=1&mc_eid=2&msclkid=3&_hsenc=4", "https://voorbeeld.nl/"),
        ("https://youtu.be/dQw4?si=wie&t=4", "https://youtu.be/dQw4?t=4"),
        ("https://voorbeeld.nl/?si=blijft", "https://voorbeeld.nl/?si=blijft"),
        ("/contact/?fbclid=1", "/contact/"),
    ],
)
def test_what_counts_readers_goes_and_the_rest_of_the_query_stays(counted: str, bare: str) -> None:
    assert clean_link(counted) == bare


@pytest.mark.parametrize(
    "address",
    [
        "", " ", "#", "?", "javascript:alert(1)", "java\nscript:alert(1)", "vbscript:x", "ftp://x.nl",
        "data:text/html,x", "file:///C:/brief.docx", "C:\\brief.docx", "https://", "http:",
        "mailto:", "tel:", "//[x", "//℀.com/", "foto.jpg", "zomaar woorden",
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_none(address: str) -> None:
    assert clean_link(address) == ""


def test_an_address_of_this_site_is_a_path(settings: Settings) -> None:
    settings.SITE_URL = "https://www.praktijk.example"
    assert clean_link("https://www.praktijk.example/over/?a=1#b") == "/over/?a=1#b"
    assert clean_link("www.Praktijk.example") == "/"
    assert clean_link("http://www.praktijk.example?a=1") == "/?a=1"
    assert clean_link("https://www.praktijk.example//elders.example") == (
        "https://www.praktijk.example//elders.example"
    )


PIECES = st.sampled_from(
    ["https:", "http://", "//", "/", "\\", "?", "#", "&", "=", ":", "@", "www.", "voorbeeld.nl",
     "url", "u", "q", "utm_a=1", "mailto:", "tel:", "+31612345678", "06", " ", "\u200b", "[", "%",
     "%20", "%00", "é", "eur01.safelinks.protection.outlook.com/", "www.google.com/url",
     "l.facebook.com/l.php", "javascript:", "praktijk.example", "\n", ".", "<", '"'],
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
@example("https://l.facebook.com/l.php?u=" * 40)
@example("https://voorbeeld.nl/\\/x")
def test_any_address_is_cleaned_and_cleaning_again_changes_nothing(written: str) -> None:
    cleaned = clean_link(written)
    assert clean_link(cleaned) == cleaned
    assert cleaned == "" or cleaned.startswith(
        ("https://", "http://", "mailto:", "tel:", "/", "?", "#", ".")
    )
    assert not cleaned.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "piece", ["https://l.facebook.com/l.php?u=", "a.", "&", "?", "utm_a=1&", "\u200b", "@"]
)
@pytest.mark.parametrize("start", ["", "https://www.google.com/url?q="])
def test_an_address_made_to_be_slow_is_not(start: str, piece: str) -> None:
    assert grows_evenly(lambda size: clean_link(start + piece * size), 2_500)
