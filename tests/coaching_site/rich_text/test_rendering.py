"""What readers get of a text."""

from collections.abc import Collection, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from coaching_site.rich_text.embedded import EmbeddedImage, Source, finders
from coaching_site.rich_text.rendering.images import SIZES_IN_TEXT
from coaching_site.rich_text.rendering.renderer import Heading, render
from coaching_site.rich_text.rendering.sanitising import sanitise_rendered
from tests.growth import grows_evenly


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


@pytest.mark.parametrize("address", ["/aanbod/", "#h-deel", "?pagina=2", "mailto:a@voorbeeld.nl"])
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


IMAGES = {
    7: EmbeddedImage(
        "/media/images/a.jpg",
        1600,
        1000,
        sources=(Source("image/avif", "/media/a-480.avif 480w, /media/a-960.avif 960w"),),
        srcset="/media/a-480.jpg 480w",
        credit="Noor <b>Verzonnen</b>",
    ),
    8: EmbeddedImage("/media/images/b.jpg", 60, 40),
}


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> list[set[int]]:
    """Keep two images and one block, and write down each time that somebody looks."""
    asked: list[set[int]] = []

    def images(ids: Collection[int]) -> Mapping[int, EmbeddedImage]:
        asked.append(set(ids))
        return {number: IMAGES[number] for number in ids if number in IMAGES}

    monkeypatch.setattr(finders, "images", images)
    monkeypatch.setattr(finders, "blocks", lambda ids: {3: BLOCK} if 3 in ids else {})
    return asked


BLOCK = (
    '<h2>Bel ons</h2><p onclick=x>Nu <a href="https://elders.example">hier</a>.</p>'
    '<script>alert(1)</script><aside data-block="3"></aside><figure><img data-image="8" alt="">'
    "</figure>"
)


def test_an_image_offers_its_sizes_and_says_who_made_it(library: list[set[int]]) -> None:
    html = render(
        '<figure><img data-image="7" alt="De &quot;klas&quot;"><figcaption>In de <em>klas</em>'
        "</figcaption></figure>"
    ).html
    assert html == (
        '<figure><picture><source type="image/avif" '
        f'srcset="/media/a-480.avif 480w, /media/a-960.avif 960w" sizes="{SIZES_IN_TEXT}">'
        '<img data-image="7" src="/media/images/a.jpg" srcset="/media/a-480.jpg 480w" '
        f'sizes="{SIZES_IN_TEXT}" width="1600" height="1000" alt=\'De "klas"\' '
        'loading="lazy" decoding="async"></picture><figcaption>In de <em>klas</em> '
        '<span class="credit">Beeld: Noor &lt;b&gt;Verzonnen&lt;/b&gt;</span></figcaption></figure>'
    )


def test_what_rendering_makes_is_shown_unchanged(library: list[set[int]]) -> None:
    html = render(
        '<h2>Kop</h2><p>Eén “woord” &amp; <a href="https://elders.example" title="t">meer</a></p>'
        '<figure><img data-image="7" alt="De klas"><figcaption>Hier <em>dus</em></figcaption>'
        '</figure><p>a<img data-image="8" alt="">b</p><ol start="3" type="a"><li>c</li></ol>'
        '<table><caption>Rooster</caption><tr><th scope="row" colspan="2">a</th></tr></table>'
        '<aside data-block="3"></aside>'
    ).html

    assert html.count("<picture>") == 3
    assert sanitise_rendered(html) == html


def test_an_image_without_caption_and_maker_stands_alone(library: list[set[int]]) -> None:
    assert render('<figure><img data-image="8"></figure><p>na</p>').html == (
        '<figure><picture><img data-image="8" src="/media/images/b.jpg" width="60" height="40" '
        'alt="" loading="lazy" decoding="async"></picture></figure><p>na</p>'
    )


def test_of_an_image_that_is_gone_only_the_words_of_its_caption_stay(
    library: list[set[int]],
) -> None:
    body = (
        '<figure><img data-image="1" alt="x"></figure><p>een<img data-image="1" alt="x">twee</p>'
        '<figure><img data-image="1" alt="x"><figcaption>De <em>klas</em></figcaption></figure>'
    )
    assert render(body).html == "<p>eentwee</p><p>De <em>klas</em></p>"


def test_of_several_images_in_one_figure_those_that_are_there_stay(library: list[set[int]]) -> None:
    gone, there = '<img data-image="1" alt="x">', '<img data-image="8" alt="y">'
    caption = "<figcaption>De klas</figcaption>"

    assert render(f"<figure>{gone}{gone}{caption}</figure>").html == "<p>De klas</p>"
    for images in (gone + there, there + gone):
        html = render(f"<figure>{images}{caption}</figure>").html
        assert html.count("<img") == 1
        assert html.endswith(f"</picture>{caption}</figure>")


def test_a_block_stands_where_it_is_named_and_nothing_in_it_runs(library: list[set[int]]) -> None:
    html = render('<p>voor</p><aside data-block="3"></aside><p>na</p>').html
    assert html == (
        '<p>voor</p><aside data-block="3" class="block"><h2>Bel ons</h2><p>Nu '
        '<a href="https://elders.example" rel="noopener noreferrer">hier</a>.</p><figure><picture>'
        '<img data-image="8" src="/media/images/b.jpg" width="60" height="40" alt="" '
        'loading="lazy" decoding="async"></picture></figure></aside><p>na</p>'
    )


def test_a_block_that_is_gone_leaves_nothing(library: list[set[int]]) -> None:
    assert render('<p>a</p><aside data-block="9"></aside>b').html == "<p>a</p>b"


def test_the_words_of_a_block_are_neither_searched_nor_counted_nor_listed(
    library: list[set[int]],
) -> None:
    rendering = render('<h2>Eigen</h2><aside data-block="3"></aside>')
    assert rendering.text == "Eigen"
    assert [heading.text for heading in rendering.contents] == ["Eigen"]


def test_images_of_the_text_and_of_its_blocks_are_looked_up_once(library: list[set[int]]) -> None:
    render('<figure><img data-image="7"></figure>' * 3 + '<aside data-block="3"></aside>' * 2)
    assert library == [{7, 8}]


def test_a_text_without_images_asks_for_none(library: list[set[int]]) -> None:
    render("<p>a</p>")
    assert library == []


def test_a_block_named_ten_thousand_times_is_not_written_ten_thousand_times(
    library: list[set[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    long = f"<p>{'woord ' * 5_000}</p>"
    monkeypatch.setattr(finders, "blocks", lambda ids: {3: long})
    html = render('<aside data-block="3"></aside>' * 9_999).html
    assert html.count('class="block"') == 9


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
    def render_accents(size: int) -> None:
        rendering = render(f"<h2>{'\u0345' * size}{'\u0301' * size}</h2>")
        assert [heading.id for heading in rendering.contents] == ["h-deel"]

    assert grows_evenly(render_accents, 12_500)
