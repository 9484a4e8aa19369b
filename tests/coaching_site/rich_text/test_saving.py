"""What stays of a text through any number of saves: it comes to rest, and keeps its structure."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching_site.rich_text.editor.fields import RichTextFormField
from coaching_site.rich_text.editor.widgets import EditorWidget
from coaching_site.rich_text.embedded import EmbeddedImage, finders
from coaching_site.rich_text.rendering.renderer import render
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.tidying.steps import tidy
from tests.documents import DOCUMENTS, STRUCTURE, document, structure_of

pytestmark = pytest.mark.django_db
IMAGE = EmbeddedImage("/media/images/a.jpg", 60, 40, credit="Noor")


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep images 1 to 3 and blocks 1 and 2, as the documents name them."""
    images = dict.fromkeys(range(1, 4), IMAGE)
    monkeypatch.setattr(finders, "images", lambda ids: images)
    monkeypatch.setattr(finders, "blocks", lambda ids: {1: "<p>Bel.</p>", 2: "<p>O.</p>"})


def save(sent: str) -> str:
    """Return what is stored of what a form sends."""
    return tidy(RichTextFormField(required=False).clean(sent), "Titel").html


def open_again(stored: str) -> str:
    """Return what the editor is filled with."""
    value = EditorWidget().get_context("body", stored, {})["widget"]["value"]
    return str(value)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_of_the_editor_keeps_its_structure_after_two_saves(name: str) -> None:
    sent = document(name)
    once = save(sent)
    twice = save(open_again(once))
    assert structure_of(twice) == structure_of(sent)
    assert twice == once
    assert sanitise(once) == once


def test_there_are_thirty_documents_with_all_that_the_editor_can_make() -> None:
    assert len(DOCUMENTS) == 30
    made = "".join(map(document, DOCUMENTS))
    assert [element for element in STRUCTURE if f"<{element}" not in made] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_readers_get_every_heading_list_table_link_and_image_of_a_document(name: str) -> None:
    stored = save(document(name))
    shown = render(stored).html
    for element in ("h2", "h3", "h4", "li", "td", "th", "caption", "img", "hr", "sub", "aside"):
        assert len(re.findall(f"<{element}[ >]", shown)) == len(
            re.findall(f"<{element}[ >]", stored)
        )
    assert re.findall(r'href="[^"]*"', shown) == re.findall(r'href="[^"]*"', stored)
    assert render(stored) == render(stored)


pieces = st.sampled_from(
    ["<p>", "</p>", "<br>", "• ", "<b>", "</b>", "<i>", "<strong>", "</strong>", "<div>", "</div>",
     "<ul>", "<ol start=3>", "<li>", "</ul>", "<span style='font-weight:700'>", "</span>", "<h1>",
     "</h1>", "<h3>", "</h3>", "<a href='/x'>", "</a>", "<img src=x>", "<img data-image='4' alt>",
     "<figure>", "</figure>", "<figcaption>", "</figcaption>", "<aside data-block='3'></aside>",
     "<aside data-block=3>", "<aside>", "</aside>", "<blockquote>", "</blockquote>", "<table>",
     "<caption>", "<thead>", "<tr>", "<td>", "<th>", "</td>", "</table>", "<hr>", "<sup>", "<dl>",
     "<dt>", "<dd>", "<pre>", "<section>", "<p style='mso-list:l0 level2 lfo1'>", "&nbsp;", "\n",
     "<!--", "-->", "<svg>", "</svg>", "<style>", "</style>", "<", "&", "aap", "noot ", " mies"]
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(st.lists(pieces, max_size=25).map("".join))
def test_saving_what_was_saved_changes_nothing(sent: str) -> None:
    once = save(sent)
    assert sanitise(once) == once
    assert tidy(once, "Titel").html == once
    assert save(open_again(once)) == once


@settings(deadline=None, max_examples=200)
@given(st.lists(pieces, max_size=25).map("".join))
def test_a_text_that_its_author_wants_untouched_comes_to_rest_too(sent: str) -> None:
    once = tidy(sent, repair=False).html
    assert tidy(once, repair=False).html == once
    assert sanitise(once) == once


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60) | st.lists(pieces, max_size=12).map("".join))
def test_any_text_is_stored_or_refused_in_words(sent: str) -> None:
    try:
        stored = save(sent)
    except ValidationError as refusal:
        stored = "".join(refusal.messages)
    render(stored)
    EditorWidget().render("body", sent, {"id": "id_body"})
