"""What readers get of a text."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from coaching_site.rich_text.rendering import Heading, render


@pytest.fixture(autouse=True)
def own_address(settings: Settings) -> None:
    settings.SITE_URL = "https://praktijk.example"


def test_headings_get_ids_of_their_own_and_make_the_contents_list() -> None:
    rendering = render("<h2>Reacties</h2><h3>Één kop</h3><h2>Reacties</h2><h4>Klein</h4><h3>!</h3>")
    assert rendering.contents == (
        Heading("h-reacties", "Reacties", 2),
        Heading("h-een-kop", "Één kop", 3),
        Heading("h-reacties-2", "Reacties", 2),
        Heading("h-deel", "!", 3),
    )
    assert rendering.html == (
        '<h2 id="h-reacties">Reacties</h2><h3 id="h-een-kop">Één kop</h3>'
        '<h2 id="h-reacties-2">Reacties</h2><h4 id="h-klein">Klein</h4><h3 id="h-deel">!</h3>'
    )


def test_the_contents_list_has_the_words_behind_emphasis_too() -> None:
    heading = render("<h2>Een <em>rustig</em> begin</h2>").contents[0]
    assert heading == Heading("h-een-rustig-begin", "Een rustig begin", 2)


def test_a_heading_named_like_a_numbered_one_keeps_ids_unique() -> None:
    contents = render("<h2>Deel</h2><h2>Deel 2</h2><h2>Deel</h2>").contents
    assert [heading.id for heading in contents] == ["h-deel", "h-deel-2", "h-deel-3"]


@pytest.mark.parametrize("address", ["https://elders.example/x", "//elders.example", "http://[x"])
def test_links_to_other_sites_give_them_no_handle_on_the_page(address: str) -> None:
    assert 'rel="noopener noreferrer"' in render(f'<p><a href="{address}">x</a></p>').html or (
        "href" not in render(f'<p><a href="{address}">x</a></p>').html
    )


@pytest.mark.parametrize(
    "address", ["/aanbod/", "#h-deel", "https://praktijk.example/over/", "mailto:a@voorbeeld.nl"]
)
def test_links_within_the_site_stay_bare(address: str) -> None:
    body = f'<p><a href="{address}">x</a></p>'
    assert render(body).html == body


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches() -> None:
    html = render("<table><caption>Rooster</caption><tr><td>a</td></tr></table><p>na</p>").html
    assert html == (
        '<div class="table-scroll" tabindex="0" role="region" aria-label="Rooster">'
        "<table><caption>Rooster</caption><tbody><tr><td>a</td></tr></tbody></table></div>"
        "<p>na</p>"
    )


def test_a_table_without_a_caption_is_still_announced() -> None:
    assert 'aria-label="Tabel"' in render("<table><tr><td>a</td></tr></table>").html


def test_pictures_load_late_and_always_have_an_alternative() -> None:
    html = render('<p><img src="/media/images/a.webp" width="8" height="6"></p>').html
    assert html == (
        '<p><img src="/media/images/a.webp" width="8" height="6" alt="" loading="lazy" '
        'decoding="async"></p>'
    )


def test_the_plain_text_has_every_word_and_joins_none() -> None:
    body = (
        "<h2>Kop</h2><p>Een <strong>wo</strong>ord<br>nieuw</p><ul><li>a<ul><li>b</li></ul></li>"
        "<li>c</li></ul><table><tr><td>d</td><td>e</td></tr></table>los &lt;p&gt; &amp;"
    )
    assert render(body).text == "Kop\nEen woord\nnieuw\na\nb\nc\nd\ne\nlos <p> &"


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (100, 1), (440, 2), (1_700, 8)])
def test_reading_goes_at_220_words_a_minute(words: int, minutes: int) -> None:
    assert render(f"<p>{'woord ' * words}</p>").reading_minutes == minutes


@pytest.mark.parametrize("body", ["", " ", "<p></p>", "\x00", "<script>x</script>"])
def test_an_empty_text_is_no_error(body: str) -> None:
    rendering = render(body)
    assert rendering.text == ""
    assert rendering.contents == ()


def test_rendering_sanitises_again_what_was_stored() -> None:
    assert render("<p onclick=x>a<script>b</script></p>").html == "<p>a</p>"


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(max_size=12), max_size=8))
def test_ids_never_repeat_whatever_the_headings_say(headings: list[str]) -> None:
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;") for text in headings]
    contents = render("".join(f"<h2>{text}</h2>" for text in escaped)).contents
    identifiers = [heading.id for heading in contents]
    assert len(identifiers) == len(set(identifiers))
    assert all(identifier.startswith("h-") for identifier in identifiers)


def test_a_heading_of_nothing_but_accents_is_rendered_at_once() -> None:
    started = perf_counter()
    rendering = render(f"<h2>{'\u0345' * 50_000}{'\u0301' * 50_000}</h2>")
    assert [heading.id for heading in rendering.contents] == ["h-deel"]
    assert perf_counter() - started < 5
