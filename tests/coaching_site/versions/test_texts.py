"""Pages, offers and blocks are written as articles are: drafts, versions, previews, one bar."""

import re
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import Image
from blog.uses.images import in_use, uses_of
from coaching_site.admin_tools.uses import uses_of_blocks
from coaching_site.models import Block, FormerAddress, Page
from coaching_site.site.starting_rows import WRITERS
from coaching_site.versions.thinning import thin_versions
from contact.models import Offer
from tests.at_once import at_once
from tests.factories import make_article, make_block, make_image, make_offer, make_user

pytestmark = pytest.mark.django_db

KINDS = [Page, Offer, Block]
WITH_A_PAGE = [Page, Offer]


def admin(model: Any, name: str, *args: object, **query: object) -> str:
    address = f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}"
    return reverse(address, args=args, query=query)


def typed(model: Any, **fields: object) -> dict[str, object]:
    """Return a form as somebody fills it in; `words` is what it is called."""
    words = fields.pop("words", "Werkwijze")
    names = {Page: {"title": words}, Offer: {"title": words, "summary": "Kort."}}
    rest = names.get(model, {"name": words})
    return rest | {"body": "<p>De tekst.</p>", "order": "4", "based_on": 0} | fields


def start(desk: Client, model: Any, button: str = "_save", **fields: object) -> Any:
    answer = desk.post(admin(model, "add"), typed(model, **fields) | {button: "1"})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return model.objects.latest("pk")


def save(desk: Client, text: Any, button: str = "_save", **fields: object) -> Any:
    slug = {"slug": text.slug} if hasattr(text, "slug") else {}
    sent = typed(type(text), based_on=text.newest_version.number) | slug | fields | {button: "1"}
    answer = desk.post(admin(type(text), "change", text.pk), sent)
    text.refresh_from_db()
    return answer


def said(answer: Any) -> str:
    return " ".join(answer.text.split())


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
def test_who_saves_over_a_newer_version_is_shown_both_texts_and_loses_none(
    desk: Client, model: Any
) -> None:
    text = start(desk, model)
    save(desk, text, body="<p>De tekst van een ander.</p>")
    answer = save(desk, text, body="<p>De tekst van mij.</p>", based_on=1)

    form = answer.context["adminform"].form
    assert [error.code for error in form.non_field_errors().as_data()] == ["stale"]
    assert "<del>" in said(answer)
    assert text.versions.count() == 2

    save(desk, text, body="<p>De tekst van mij.</p>", based_on=form["based_on"].value())
    assert text.newest_version.read().text == "<p>De tekst van mij.</p>\n"


@pytest.mark.parametrize("model", KINDS)
def test_versions_are_listed_compared_and_put_back(desk: Client, model: Any) -> None:
    text = start(desk, model, "_publish")
    save(desk, text, "_publish", body="<p>De nieuwe tekst.</p>", note="Scherper")

    history = said(desk.get(admin(model, "history", text.pk)))
    assert "Scherper" in history
    assert "lezers zien dit, sinds" in history
    compared = said(desk.get(admin(model, "compare", text.pk, old=1, new=2)))
    assert "nieuwe" in re.findall(r"<ins>(?:<span.*?</span>)?([^<]*)</ins>", compared)

    restore = admin(model, "restore", text.pk, 1)
    assert "nieuwe" in said(desk.get(restore))
    desk.post(restore, {"based_on": 2})
    text.refresh_from_db()
    assert "nieuwe" in text.body
    assert text.newest_version.read().text == "<p>De tekst.</p>\n"
    desk.post(admin(model, "restore", text.pk, 2), {"based_on": 3, "_publish": "1"})
    desk.post(restore, {"based_on": 4, "_publish": "1"})
    text.refresh_from_db()
    assert text.body == "<p>De tekst.</p>\n"


@pytest.mark.parametrize("model", KINDS)
def test_a_text_goes_with_its_versions(desk: Client, model: Any) -> None:
    text = start(desk, model, "_publish")
    save(desk, text, body="<p>Half af.</p>")
    versions = text.versions.model
    assert desk.get(admin(model, "delete", text.pk)).status_code == 200
    desk.post(admin(model, "delete", text.pk), {"post": "yes"})
    assert not model.objects.filter(pk=text.pk).exists()
    assert not versions.objects.filter(**{versions.row: text.pk}).exists()


def test_putting_back_moves_no_page(desk: Client) -> None:
    page = start(desk, Page, "_publish", slug="eerst")
    save(desk, page, "_publish", slug="daarna", body="<p>Anders.</p>")
    page.publish(page.restore(page.versions.get(number=1), by=None, based_on=2), by=None)
    assert (page.slug, page.body) == ("daarna", "<p>De tekst.</p>\n")


@pytest.mark.parametrize("model", KINDS)
def test_tidying_after_a_paste_is_undone_in_one_step(desk: Client, model: Any) -> None:
    text = start(desk, model, body="<p>• een</p><p>• twee</p>")
    assert "<li>een</li>" in text.newest_version.read().text
    assert "Zet terug zoals getypt" in said(desk.get(admin(model, "change", text.pk)))

    save(desk, text, "_undo_tidying", body=text.newest_version.read().text)
    assert text.newest_version.read().text == "<p>• een</p><p>• twee</p>"


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


@pytest.mark.parametrize("model", WITH_A_PAGE)
def test_the_address_of_a_draft_is_its_own_affair(desk: Client, model: Any) -> None:
    draft = start(desk, model, slug="eerst")
    first = draft.get_absolute_url()
    save(desk, draft, "_publish", slug="daarna")
    assert draft.slug == "daarna"
    assert not FormerAddress.objects.exists()

    save(desk, draft, "_publish", slug="later")
    assert [former.path for former in FormerAddress.objects.all()] == [first[:-6] + "daarna/"]
    draft.unpublish()
    assert Client().get(first[:-6] + "daarna/").status_code == 404

    save(desk, draft, slug="weer-anders")
    save(desk, draft, "_publish", slug="weer-anders")
    for kept in ("daarna/", "later/"):
        assert Client().get(first[:-6] + kept)["Location"] == draft.get_absolute_url()


def test_a_page_keeps_its_address_when_another_took_the_new_one_meanwhile(desk: Client) -> None:
    page = start(desk, Page, "_publish", slug="eerst")
    save(desk, page, slug="gewild")
    start(desk, Page, "_publish", slug="gewild")
    page.publish(page.newest_version, by=None)
    assert page.slug == "eerst"


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


def test_a_page_without_an_address_gets_one_of_its_title(desk: Client) -> None:
    assert start(desk, Page, words="Hoe wij werken").slug == "hoe-wij-werken"


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


@pytest.mark.parametrize("model", KINDS)
def test_old_versions_are_thinned_by_the_same_rule(desk: Client, model: Any) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=100)):
        text = start(desk, model, "_publish")
        for number in range(4):
            save(desk, text, body=f"<p>{number}</p>")
    with time_machine.travel(timezone.now() - timedelta(days=99)):
        save(desk, text, body="<p>x</p>")
    assert thin_versions() == 3
    kept = text.versions.order_by("number").values_list("number", flat=True)
    assert list(kept) == [1, 5, 6]


@pytest.mark.parametrize("model", KINDS)
def test_rows_that_were_there_before_get_what_readers_see_as_a_version(model: Any) -> None:
    article = make_article()
    rows = {
        Page: lambda: Page.objects.create(title="Oud", slug="oud", body="<p>Oud.</p>", order=3),
        Offer: lambda: make_offer("Oud", body="<p>Oud.</p>", order=3),
        Block: lambda: make_block("Oud", "<p>Oud.</p>"),
    }
    row = rows[model]()
    if model is Offer:
        row.articles.add(article)
    name = "contact.migrations.0007" if model is Offer else "coaching_site.migrations.0007"
    with connection.schema_editor() as editor:
        import_module(f"{name}_make_first_versions").make_first_versions(apps, editor)

    row = model.objects.get(pk=row.pk)
    first = row.versions.get()
    assert (row.live_version, first.number, row.has_unpublished_changes) == (first, 1, False)
    content = first.read()
    assert set(first.content) == set(content.names())
    assert {name: getattr(row, name) for name in content.names() if name != "articles"} == {
        name: getattr(content, name) for name in content.names() if name != "articles"
    }
    if model is Offer:
        assert content.articles == (article.pk,)


def test_an_offer_that_was_hidden_is_a_draft_with_its_text() -> None:
    offer = make_offer("Oud", body="<p>Oud.</p>", is_visible=False)
    with connection.schema_editor() as editor:
        first = import_module("contact.migrations.0007_make_first_versions")
        first.make_first_versions(apps, editor)
    offer = Offer.objects.get(pk=offer.pk)
    assert (offer.is_draft, offer.newest_version.read().text) == (True, "<p>Oud.</p>")
    assert offer.newest_version.published_at is None


def test_the_pages_of_a_new_site_have_a_version() -> None:
    for page in Page.objects.all():
        assert page.live_version == page.newest_version
        assert page.live_version.read().text == page.body
