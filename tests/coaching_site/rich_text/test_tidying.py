"""What saving repairs in a pasted text."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching_site.rich_text.embedded import finders
from coaching_site.rich_text.rendering.renderer import render
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.tidying.steps import tidy
from tests.growth import grows_evenly

PASTED = Path(__file__).parents[2] / "browser" / "pasted"


@pytest.fixture(autouse=True)
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask no database: these texts name images and blocks that nobody keeps."""
    monkeypatch.setattr(finders, "images", None)
    monkeypatch.setattr(finders, "blocks", None)


def notices_of(html: str, title: str = "") -> list[str]:
    return [str(notice) for notice in tidy(html, title).notices]


def test_paragraphs_with_typed_bullets_become_one_list() -> None:
    tidied = tidy("<p>Vooraf:</p><p>• een;</p><p>&nbsp;</p><p>·&nbsp; <b>twee</b>;</p><p>Na.</p>")
    assert tidied.html == (
        "<p>Vooraf:</p>\n<ul><li>een;</li><li><strong>twee</strong>;</li></ul>\n<p>Na.</p>\n"
    )
    assert list(map(str, tidied.notices)) == [
        "Regels die met een getypt opsommingsteken begonnen, zijn een lijst geworden."
    ]


def test_several_bullet_lines_in_one_paragraph_become_a_list_between_its_other_lines() -> None:
    assert tidy("<p>Drie zinnen:<br>• a<br>• b<br>Daarna.</p>").html == (
        "<p>Drie zinnen:</p>\n<ul><li>a</li><li>b</li></ul>\n<p>Daarna.</p>\n"
    )


def test_a_bullet_that_stands_in_bold_goes_and_the_words_stay_bold() -> None:
    assert tidy("<p><strong>•&nbsp;Let op</strong>: rust</p>").html == (
        "<ul><li><strong>Let op</strong>: rust</li></ul>\n"
    )


def test_lists_with_text_between_them_stay_two() -> None:
    assert tidy("<p>• a</p><p>en</p><p>• b</p>").html.count("<ul>") == 2


def test_a_sentence_with_a_bullet_inside_stays_a_sentence() -> None:
    assert tidy("<p>Marit · Joost · 2019</p>").html == "<p>Marit · Joost · 2019</p>\n"


@pytest.mark.parametrize(
    "first",
    ["<h1>Loslaten  in de klas</h1>", "<h2>loslaten in&nbsp;de klas</h2>",
     "<p><strong>Loslaten in de klas</strong></p>", "<p><br></p><h3>LOSLATEN IN DE KLAS</h3>"],
)  # fmt: skip
def test_a_first_heading_that_repeats_the_title_is_dropped(first: str) -> None:
    tidied = tidy(f"{first}<p>Tekst.</p><h2>Verder</h2>", "Loslaten in de klas")
    assert tidied.html == "<p>Tekst.</p>\n<h2>Verder</h2>\n"
    assert list(map(str, tidied.notices)) == ["De eerste kop herhaalde de titel en is weggelaten."]


def test_another_heading_and_a_plain_first_sentence_stay() -> None:
    text = "<p>Loslaten</p>\n<h2>Vasthouden</h2>\n<h2>Loslaten</h2>\n"
    assert tidy(text, "Loslaten").html == text


def test_headings_have_no_gap_on_the_way_down() -> None:
    assert tidy("<h1>a</h1><h3>b</h3><h6>c</h6><h3>d</h3><h1>e</h1>").html == (
        "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>\n<h3>d</h3>\n<h2>e</h2>\n"
    )


def test_foreign_images_are_left_out_and_counted_with_their_places() -> None:
    html = (
        '<p>Ze keek naar buiten <img src="https://x.example/1.png" alt="Raam">en zweeg.</p>'
        '<h2>Rust</h2><p>a<img src="data:image/png;base64,aaaa"></p><p><img src="cid:7"></p>'
        '<p><img src="/media/images/b.webp" data-image="7" alt="b"></p>'
    )
    assert tidy(html).html == (
        "<p>Ze keek naar buiten en zweeg.</p>\n<h2>Rust</h2>\n<p>a</p>\n"
        '<figure><img data-image="7" alt="b"></figure>\n'
    )
    assert notices_of(html) == [
        "3 afbeeldingen van elders zijn weggelaten: na “Ze keek naar buiten”, onder de kop “Rust”."
    ]
    assert notices_of('<img src="https://x.example/1.png">') == [
        "1 afbeelding van elders is weggelaten: aan het begin."
    ]


def test_of_many_foreign_images_three_places_are_named() -> None:
    image = '<img src="https://x.example/1.png">'
    words = ("een", "twee", "drie", "vier", "vijf", "zes")
    html = "".join(f"<p>{word}{image}</p>" for word in words)
    places = "na “een”, na “twee”, na “drie” en op meer plaatsen"
    assert notices_of(html) == [f"6 afbeeldingen van elders zijn weggelaten: {places}."]
    assert notices_of(f"<p>Eén twee drie vier vijf zes{image}</p>") == [
        "1 afbeelding van elders is weggelaten: na “… twee drie vier vijf zes”."
    ]


def test_the_caption_of_a_foreign_image_stays_as_a_paragraph() -> None:
    html = "<figure><img src='https://x.example'><figcaption>De klas</figcaption></figure>"
    assert tidy(html).html == "<p>De klas</p>\n"


def test_styling_that_means_something_becomes_an_element_and_the_rest_is_dropped() -> None:
    html = (
        "<p style='color:red'><span style='font-weight:700'>vet</span> "
        "<span style='font-style:italic;font-weight:bold'>beide</span> "
        "<b style='font-weight:normal'>gewoon</b> <span style='font-weight:400'>licht</span> "
        "x<span style='vertical-align:super'>2</span></p>"
    )
    assert tidy(html).html == (
        "<p><strong>vet</strong> <strong><em>beide</em></strong> gewoon licht x<sup>2</sup></p>\n"
    )


def test_divs_and_loose_text_become_paragraphs() -> None:
    assert tidy("los<div>een<div>twee</div>drie</div><blockquote>vier</blockquote>").html == (
        "<p>los</p>\n<p>een</p>\n<p>twee</p>\n<p>drie</p>\n<blockquote><p>vier</p></blockquote>\n"
    )


def test_two_line_breaks_make_two_paragraphs_and_one_stays_a_line() -> None:
    assert tidy("<p>a<br>b<br>&nbsp;<br><strong>c</strong></p>").html == (
        "<p>a<br>b</p>\n<p><strong>c</strong></p>\n"
    )


def test_quotes_dashes_and_fixed_spaces_stay_as_they_were_typed() -> None:
    text = "<p>„Laag”, “hoog”, ‘enkel’, ’t is — zo\u00a0— goed… €&nbsp;5 &amp; 6 &lt; 7</p>"
    assert tidy(text).html == text.replace("\u00a0", "&nbsp;") + "\n"


def test_a_detour_through_a_search_engine_is_taken_out_of_a_link() -> None:
    html = "<p><a href='https://www.google.com/url?q=https://example.org/a&amp;sa=D'>a</a></p>"
    assert tidy(html).html == '<p><a href="https://example.org/a">a</a></p>\n'


def test_what_was_typed_is_kept_beside_the_tidy_text_for_undoing() -> None:
    tidied = tidy("<h2>Titel</h2><p>• a</p>", "Titel")
    assert tidied.original == "<h2>Titel</h2><p>• a</p>"
    assert tidied.html == "<ul><li>a</li></ul>\n"


def test_without_repair_bullets_and_title_stay_as_the_author_wants_them() -> None:
    tidied = tidy("<h2>Titel</h2><p>• a</p><div>b</div>", "Titel", repair=False)
    assert tidied.html == "<h2>Titel</h2>\n<p>• a</p>\n<p>b</p>\n"
    assert tidied.notices == ()


def test_a_list_from_word_is_nested_and_numbered_as_it_was() -> None:
    assert tidy((PASTED / "word.html").read_text(), "Het team in januari").html == (
        "<p>Na de vakantie is iedereen <strong>uitgerust</strong> en toch moe. "
        "<em>Dat is gewoon.</em> „Ik had er zin in,” zei een collega, “tot ik mijn postvak zag.”"
        "</p>\n<h2>Drie vragen voor de eerste vergadering</h2>\n"
        "<ul><li>Wat geeft energie?<ul><li>in de klas</li><li>in het team</li></ul></li>"
        "<li>Wat mag ermee ophouden?</li></ul>\n<h2>De volgorde</h2>\n"
        "<ol><li>Eerst luisteren.</li><li>Dan pas kiezen — samen.</li></ol>\n"
        "<table><tbody><tr><td>Maandag</td><td>Terugblik</td></tr></tbody></table>\n"
        '<p>Tot slot een <a href="https://www.example.org/lezen">leestip</a>.</p>\n'
    )


def test_google_docs_makes_bold_only_what_was_bold() -> None:
    assert tidy((PASTED / "google-docs.html").read_text(), "Starten als leerkracht").html == (
        "<p>In je eerste jaar leer je <strong>alles tegelijk</strong><em> — en dat hoeft niet</em>."
        "</p>\n<h2>Wat eerst kan wachten</h2>\n"
        "<ol><li>het mooiste prikbord;</li><li>elk schrift dezelfde dag nakijken.</li></ol>\n"
        "<p>„Wat een rust,” schreef een starter ons, "
        '<a href="https://www.example.org/starters">lees haar verhaal</a>.</p>\n'
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [("web-page-a", "Een rustig begin"), ("web-page-b", "Ouders als partner: zo begin je")],
)
def test_every_word_of_a_pasted_page_is_there_once_and_in_order(name: str, title: str) -> None:
    pasted = (PASTED / f"{name}.html").read_text()
    before = [word for word in render(pasted).text.split() if word not in "•·"]
    after = render(tidy(pasted, title).html).text.split()
    while before[: len(title.split())] == title.split():
        before = before[len(title.split()) :]
    expected = " ".join(before).replace(f" {title} ", " ")
    assert re.sub(r"[•·]\s*", "", " ".join(after)) == re.sub(r"[•·]\s*", "", expected)


def test_a_tidy_text_stays_as_it_is() -> None:
    for path in PASTED.glob("*.html"):
        once = tidy(path.read_text(), "Titel").html
        assert tidy(once, "Titel").html == once
        assert tidy(once, "Titel").notices == ()


pieces = st.sampled_from(
    ["<p>", "</p>", "<br>", "• ", "· ", "<b>", "</b>", "<div>", "</div>", "<ul><li>", "</li></ul>",
     "<span style='font-weight:700'>", "</span>", "<h1>", "</h1>", "<h3>", "</h3>", "<a href='/x'>",
     "</a>", "<img src='https://x.example/'>", "<img data-image='4' alt='b'>", "<figure>",
     "</figure>", "<figcaption>", "</figcaption>", "<aside data-block='3'></aside>", "<blockquote>",
     "</blockquote>", "<table><tr><td>",
     "</table>", "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.</span>",
     "&nbsp;", "\n"]
)  # fmt: skip
words = st.sampled_from(["aap", "noot", "mies", "„wim”", "zus"])


@settings(deadline=None, max_examples=300)
@given(st.lists(pieces | words, max_size=30).map(" ".join))
def test_tidying_loses_no_word_and_is_finished_at_once(html: str) -> None:
    def words_of(text: str) -> list[str]:
        return re.findall(r"aap|noot|mies|„wim”|zus", render(text).text)

    tidied = tidy(html)
    assert words_of(tidied.original) == words_of(html)
    if "figcaption" in html:  # a caption goes along with its image
        assert sorted(words_of(tidied.html)) == sorted(words_of(html))
    else:
        assert words_of(tidied.html) == words_of(html)
    assert sanitise(tidied.html) == tidied.html
    assert tidy(tidied.html).html == tidied.html


@pytest.mark.parametrize(
    "piece", ["<p>• x</p>", "• x<br>", "<b>a<br><br></b>", "<h2>t</h2>", "<img src=x>", "<div>"]
)
def test_a_long_text_of_one_kind_is_tidied_to_a_fixed_point(piece: str) -> None:
    tidied = tidy((piece * 30_000)[:29_990], "t")

    assert tidy(tidied.html).html == tidied.html


@pytest.mark.parametrize(
    "html",
    [
        '<p><span style="font-weight:²">Samen.</span></p>',
        f'<p><span style="font-weight:{"9" * 5_000}">Samen.</span></p>',
    ],
)
def test_styling_that_no_browser_understands_means_nothing(html: str) -> None:
    assert tidy(html).html == "<p>Samen.</p>\n"


def test_endless_styling_is_left_out_at_once() -> None:
    def tidy_style(size: int) -> None:
        html = f'<p><span style="{"a" * size}">Samen.</span></p>'
        assert tidy(html).html == "<p>Samen.</p>\n"

    assert grows_evenly(tidy_style, 50_000)


def test_a_pasted_text_with_control_characters_is_stored_without_them() -> None:
    assert tidy("<p>Sa&#1;men<b>&#8;</b>.</p>").html == "<p>Samen.</p>\n"


@pytest.mark.parametrize("address", ["//[x", "//℀.com/", "javascript:x", "#", "file:///C:/brief"])
def test_of_a_link_that_leads_nowhere_only_the_words_stay(address: str) -> None:
    assert tidy(f'<p><a href="{address}">Samen.</a></p>').html == "<p>Samen.</p>\n"


def test_letters_and_brackets_of_an_address_stay_as_they_are_written() -> None:
    address = "https://www.zoë.example/café_(Gent)?naam=Zoë&amp;n[]=1#één"
    html = f'<p><a href="{address}" title="t">Samen.</a></p>\n'
    assert tidy(html).html == html
