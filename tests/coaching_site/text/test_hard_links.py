"""An address is the same link whichever way it comes: one table for all of them."""

from html import escape

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory
from lxml.html import HtmlElement, fromstring

from blog.forms.comments import CommentForm
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings
from coaching_site.rich_text.editor.fields import RichTextFormField
from coaching_site.rich_text.rendering.renderer import render
from coaching_site.rich_text.rendering.sanitising import sanitise_rendered
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.tidying.steps import tidy
from coaching_site.text.telephone_numbers import telephone_link
from tests.coaching_site.text.hard_links import HARD_LINKS, HardLink

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize("hard", HARD_LINKS, ids=[each.written[:40] for each in HARD_LINKS]),
]


def links_in(html: str) -> list[tuple[str, str]]:
    root: HtmlElement = fromstring(f"<div>{html}</div>")
    return [(link.get("href", ""), str(link.text_content())) for link in root.iter("a")]


def test_typed_in_the_dialog(desk: Client, hard: HardLink) -> None:
    [choice] = desk.post("/admin/links/", {"words": hard.written}).json()["choices"]
    assert (choice["href"], choice["words"]) == (hard.link, hard.words)


def test_pasted_alone_over_words_and_as_the_words_of_a_link(desk: Client, hard: HardLink) -> None:
    alone = desk.post("/admin/paste/", {"text": hard.written}).json()
    assert (links_in(alone["html"]), alone["link"]) == ([(hard.link, hard.words)], None)

    over = desk.post("/admin/paste/", {"text": hard.written, "over": "deze woorden"}).json()
    assert (over["link"]["href"], over["link"]["number"]) == (hard.link, "")

    written = escape(hard.written)
    html = f'<p>Lees <a href="{written}">{written}</a> en <a href="{written}">dit</a></p>'
    linked = desk.post("/admin/paste/", {"html": html, "text": "Lees dit"}).json()
    assert links_in(linked["html"]) == [(hard.link, hard.words), (hard.link, "dit")]


def test_in_a_text_that_is_saved_imported_or_read_from_the_database(hard: HardLink) -> None:
    html = f'<p><a href="{escape(hard.written)}">dit</a></p>'
    saved = tidy(RichTextFormField().clean(html)).html
    for text in (saved, sanitise(html), render(html).html, sanitise_rendered(html)):
        assert links_in(text) == [(hard.link, "dit")]


def test_in_the_words_of_a_comment_and_of_the_settings(coach: User, hard: HardLink) -> None:
    request = RequestFactory().get("/")
    request.user = coach
    fields = admin.site.get_model_admin(SiteSettings).get_form(request).base_fields
    for field in (CommentForm.base_fields["text"], fields["introduction"], fields["about_coach"]):
        assert field.clean(f"Lees ({hard.written}).") == f"Lees ({hard.words})."
    if hard.link.startswith("tel:"):
        assert telephone_link(hard.written) == hard.link
