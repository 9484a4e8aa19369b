"""Pages, offers and blocks are written as articles are: drafts, previews, one bar."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from blog.models import Image
from blog.uses.images import in_use, uses_of
from coaching_site.admin_tools.uses import uses_of_blocks
from coaching_site.models import Block, Page
from coaching_site.site.starting_rows import WRITERS
from contact.models import Offer
from tests.at_once import at_once
from tests.coaching_site.versions.text_forms import (
    KINDS,
    WITH_A_PAGE,
    admin,
    said,
    save,
    start,
    typed,
)
from tests.factories import make_article, make_block, make_image, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", WITH_A_PAGE)
def test_a_draft_is_seen_by_nobody_until_it_is_published(desk: Client, model: Any) -> None:
    draft = start(desk, model, in_menu="on", is_default="on")
    reader = Client()
    places = ["/", "/aanbod/", "/contact/", "/sitemap.xml", make_article().get_absolute_url()]
    places += re.findall(r"<loc>https?://[^/]+([^<]+)", reader.get("/sitemap.xml").text)

    assert draft.state == "draft"
    assert reader.get(draft.get_absolute_url()).status_code == 404
    assert [place for place in places if "erkwijze" in reader.get(place).text] == []

    save(desk, draft, "_publish", in_menu="on", is_default="on")

    assert draft.state == "live"
    assert "De tekst." in reader.get(draft.get_absolute_url()).text
    assert "Werkwijze" in reader.get("/" if model is Page else "/aanbod/").text


@pytest.mark.parametrize("model", KINDS)
def test_a_live_text_is_worked_on_while_readers_keep_what_they_see(
    desk: Client, model: Any
) -> None:
    text = start(desk, model, "_publish")
    save(desk, text, body="<p>Half af.</p>")

    assert (text.body, text.has_unpublished_changes) == ("<p>De tekst.</p>\n", True)
    form = desk.get(admin(model, "change", text.pk))
    assert form.context["adminform"].form.initial["body"] == "<p>Half af.</p>\n"
    assert "met wijzigingen die lezers nog niet zien" in said(form)
    assert "live, met wijzigingen" in desk.get(admin(model, "changelist")).text

    save(desk, text, "_publish", body="<p>Af.</p>")
    assert (text.body_html.strip(), text.has_unpublished_changes) == ("<p>Af.</p>", False)


@pytest.mark.parametrize("model", KINDS)
def test_the_bar_says_where_a_text_stands_and_what_can_be_done(desk: Client, model: Any) -> None:
    new = said(desk.get(admin(model, "add")))
    for words in ("Bewaar als concept", "Bewaar en bekijk", ">Publiceer<", "Nog niets bewaard"):
        assert words in new
    text = start(desk, model, "_publish")
    live = said(desk.get(admin(model, "change", text.pk)))
    for words in ("Bewaar zonder te publiceren", "Publiceer wijzigingen", "Haal offline"):
        assert words in live
    assert admin(model, "history", text.pk) in live
    assert admin(model, "preview", text.pk) in live


@pytest.mark.parametrize("model", KINDS)
def test_a_preview_shows_the_newest_version_on_the_site_and_keeps_nothing(
    desk: Client, model: Any
) -> None:
    text = start(desk, model, "_publish")
    answer = save(desk, text, "_preview", body="<p>Bijna goed.</p>")
    assert answer.url == admin(model, "preview", text.pk)

    preview = desk.get(answer.url)
    assert "Bijna goed." in preview.text
    assert "Voorbeeld. Lezers zien deze versie niet." in said(preview)
    assert admin(model, "change", text.pk) in preview.text
    assert "no-store" in preview["Cache-Control"]
    assert preview["X-Robots-Tag"] == "noindex"
    text.refresh_from_db()
    assert text.body == "<p>De tekst.</p>\n"
    assert "De tekst." in desk.get(f"{answer.url}?version=1").text
    assert desk.get(f"{answer.url}?version=99").status_code == 404
    assert desk.get(f"{answer.url}?version=x").status_code == 404


@pytest.mark.parametrize("model", KINDS)
def test_a_text_is_taken_offline_once_that_was_asked(desk: Client, model: Any) -> None:
    text = start(desk, model, "_publish")
    address = admin(model, "take_offline", text.pk)
    assert desk.get(address).url == admin(model, "change", text.pk)
    assert "Laat het op de site staan" in said(desk.post(address))
    text.refresh_from_db()
    assert not text.is_draft

    desk.post(address, {"sure": "1"})
    text = model.objects.get(pk=text.pk)
    assert text.is_draft
    if model is Block:
        assert text.body_html == ""
    else:
        assert Client().get(text.get_absolute_url()).status_code == 404
    assert text.newest_version.read().text == "<p>De tekst.</p>\n"
    assert text.newest_version.published_until is not None


@pytest.mark.parametrize("model", WITH_A_PAGE)
def test_what_is_changed_in_the_list_is_live_at_once_and_in_the_draft_too(
    desk: Client, model: Any
) -> None:
    text = start(desk, model, "_publish")
    save(desk, text, body="<p>Half af.</p>")
    model.objects.exclude(pk=text.pk).delete()
    desk.post(
        admin(model, "changelist"),
        {
            "form-TOTAL_FORMS": 1,
            "form-INITIAL_FORMS": 1,
            "form-0-id": text.pk,
            "form-0-order": 9,
            "_save": "1",
        },
    )

    text = model.objects.get(pk=text.pk)
    assert (text.order, text.body) == (9, "<p>De tekst.</p>\n")
    newest = text.newest_version.read()
    assert (newest.order, newest.body) == (9, "<p>Half af.</p>\n")


def test_what_is_changed_in_the_list_takes_back_nothing_that_was_published_meanwhile(
    desk: Client,
) -> None:
    page = start(desk, Page, "_publish")
    seen_in_list = Page.objects.get(pk=page.pk)
    save(desk, page, "_publish", body="<p>Beter.</p>")
    seen_in_list.change_at_once(by=None, order=9)
    page.refresh_from_db()
    assert (page.order, page.body) == (9, "<p>Beter.</p>\n")


@pytest.mark.parametrize("model", WITH_A_PAGE)
def test_a_draft_that_was_live_is_called_as_it_was_published_last(desk: Client, model: Any) -> None:
    text = start(desk, model, "_publish")
    seen_before = model.objects.get(pk=text.pk)
    save(desk, text, "_publish", title="Zo werken wij")
    seen_before.unpublish()
    text.refresh_from_db()
    assert (text.is_draft, str(text)) == (True, "Zo werken wij")


@pytest.mark.parametrize("model", KINDS)
def test_only_who_may_write_gets_to_drafts_previews_and_versions(desk: Client, model: Any) -> None:
    text = start(desk, model)
    stranger = Client()
    stranger.force_login(make_user())
    addresses = [
        admin(model, "preview", text.pk),
        admin(model, "history", text.pk),
        admin(model, "compare", text.pk, old=1, new=1),
        admin(model, "restore", text.pk, 1),
    ]
    for address in addresses:
        assert stranger.get(address).status_code == 403
        assert Client().get(address).status_code == 302
    assert stranger.post(admin(model, "take_offline", text.pk)).status_code == 403

    reader, client = make_user(), Client()
    view = Permission.objects.get(codename=f"view_{model._meta.model_name}")
    reader.user_permissions.add(view)
    client.force_login(reader)
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200, 403]
    page = client.get(admin(model, "change", text.pk))
    assert page.status_code == 200
    assert 'name="_publish"' not in page.text


def test_a_writer_looks_at_a_block_and_its_versions(client: Client) -> None:
    block = make_block()
    writer = make_user()
    writer.groups.add(Group.objects.get(name=WRITERS))
    client.force_login(writer)
    assert client.get(admin(Block, "change", block.pk)).status_code == 200
    assert client.get(admin(Block, "history", block.pk)).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", KINDS)
def test_several_who_begin_the_same_at_once_lose_nothing(model: Any) -> None:
    """Those with a page get an address each; a block is called otherwise, or refused in words."""
    coach = make_user("coach", superuser=True)

    def begin(body: str) -> int:
        client = Client()
        client.force_login(coach)
        sent = typed(model, body=body) | {"_save": "1"}
        return client.post(admin(model, "add"), sent).status_code

    bodies = [f"<p>Tekst {number}.</p>" for number in range(4)]
    answers = at_once(begin, bodies)

    new = model.objects.filter(**{"title" if model in WITH_A_PAGE else "name": "Werkwijze"})
    assert sorted(answers) == ([302] * 4 if model in WITH_A_PAGE else [200, 200, 200, 302])
    assert new.count() == answers.count(302)
    if model in WITH_A_PAGE:
        assert {text.newest_version.read().slug for text in new} == {
            "werkwijze", "werkwijze-2", "werkwijze-3", "werkwijze-4",
        }  # fmt: skip


def test_a_page_or_block_without_words_is_not_published(desk: Client) -> None:
    for model in (Page, Block):
        answer = desk.post(admin(model, "add"), typed(model, body="<p> </p>", _publish="1"))
        assert [e.code for e in answer.context["adminform"].form.errors.as_data()["body"]] == [
            "empty"
        ]
    assert start(desk, Offer, "_publish", body="").state == "live"


@pytest.mark.parametrize("model", KINDS)
def test_what_a_careful_colleague_would_say_stands_in_the_bar(
    desk: Client, media_folder: object, model: Any
) -> None:
    body = f'<p><a href="/x/">hier</a></p><figure><img data-image="{make_image().pk}"></figure>'
    text = start(desk, model, body=body)
    assert "2 opmerkingen" in said(desk.get(admin(model, "change", text.pk)))

    refused = save(desk, text, "_publish", body=body).context["adminform"].form.errors.as_data()
    assert [error.code for error in refused["body"]] == ["undescribed"]
    save(desk, text, body="<p>Zonder.</p>")
    desk.post(admin(model, "restore", text.pk, 1), {"based_on": 2, "_publish": "1"})
    text.refresh_from_db()
    assert text.is_draft


def test_a_draft_of_a_block_says_nothing_where_it_stands(desk: Client) -> None:
    block = start(desk, Block, words="Bel ons")
    page = start(desk, Page, "_publish", body=f'<p>A</p><aside data-block="{block.pk}"></aside>')
    assert "De tekst." not in page.body_html
    assert page.newest_version.block_ids == [block.pk]


def test_what_only_a_saved_text_holds_is_in_use(desk: Client, media_folder: object) -> None:
    block, image = make_block(), make_image()
    body = f'<p>A</p><aside data-block="{block.pk}"></aside>'
    page = start(desk, Page, body=body, words="Nog niet")
    offer = start(desk, Offer, body=f'<figure><img data-image="{image.pk}" alt="x"></figure>')

    assert [use.name for use in uses_of_blocks([block])[block.pk]] == ["Pagina: Nog niet"]
    assert [use.name for use in uses_of([image])[image.pk]] == ["Aanbod: Werkwijze"]
    assert Image.objects.filter(in_use()).exists()
    save(desk, page, body="<p>Zonder.</p>")
    save(desk, offer, body="<p>Zonder.</p>")
    assert uses_of_blocks([block])[block.pk] == uses_of([image])[image.pk] == []
