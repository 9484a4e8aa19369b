"""What a source hides, shows as a block or draws as a sign, and what becomes of its lines."""

from time import process_time

import pytest

from coaching_site.rich_text.tidying.steps import tidy


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("<p>Op <del>maandag</del><ins>dinsdag</ins>.</p>", "<p>Op dinsdag.</p>\n"),
        ("<p>a <span style='display:none;mso-hide:screen'>3</span>b</p>", "<p>a b</p>\n"),
        ("<div style='font-size:0'>x<p style='font-size:16px'>a</p></div>", "<p>a</p>\n"),
        ("<p>a<span style='display:block'>b</span>c</p>", "<p>a</p>\n<p>b</p>\n<p>c</p>\n"),
        ("<details><summary>a</summary>b</details>", "<p>a</p>\n<p>b</p>\n"),
        ("<p><span style='font-family:Wingdings'>J à</span> J</p>", "<p>☺ → J</p>\n"),
        (
            "<p><span style='font-family:Symbol'>\uf0b7</span> een</p><p>\uf0a7 twee</p>",
            "<ul><li>een</li><li>twee</li></ul>\n",
        ),
        ("<p>\uf04a \ue123een\uf8ff</p>", "<p>☺ een</p>\n"),
        ("<p>een&nbsp;twee 5&nbsp;% blz.&nbsp;3</p>", "<p>een twee 5&nbsp;% blz.&nbsp;3</p>\n"),
        ("<p>Zo<a href='#_ftn1'>[1]</a></p>", "<p>Zo[1]</p>\n"),
    ],
)
def test_what_was_seen_is_stored(pasted: str, stored: str) -> None:
    assert tidy(pasted).html == stored


def test_an_article_of_breaks_becomes_paragraphs_and_verses_stay() -> None:
    line = "Dit is een regel van een artikel, en hij is langer dan een regel van een vers is, hoor."
    assert (
        tidy("<p>" + "<br>".join([f"{line} Punt en nog een zin."] * 3) + "</p>").html.count("<p>")
        == 3
    )
    assert tidy("<p>een<br>twee<br>drie</p>").html == "<p>een<br>twee<br>drie</p>\n"


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("<p>a <span style='display:none ! important'>b</span></p>", "<p>a</p>\n"),
        (
            "<p><span style='font-weight:700 !important'>a</span></p>",
            "<p><strong>a</strong></p>\n",
        ),
        (
            "<p>a<span style='vertical-align:super!important'>2</span></p>",
            "<p>a<sup>2</sup></p>\n",
        ),
        ("<p>a <span style='text-decoration:\nline-through\nred'>b</span></p>", "<p>a</p>\n"),
    ],
)
def test_a_look_counts_however_it_is_written(pasted: str, stored: str) -> None:
    assert tidy(pasted).html == stored


@pytest.mark.parametrize(
    "style",
    [
        "display:a" + " " * 200_000 + "b",
        "display:" + "! " * 100_000 + "b",
        "text-decoration:" + "line-through" * 20_000 + "&#10;x",
    ],
    ids=["spaces", "marks", "lines"],
)
def test_a_style_made_to_take_minutes_is_read_in_seconds(style: str) -> None:
    started = process_time()
    tidy(f'<p style="{style}">a</p>')
    assert process_time() - started < 5
