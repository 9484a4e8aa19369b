"""Blocks: written once, shown in many texts, changed everywhere at once."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import slugify
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.models import Article
from blog.models.article_content import ArticleContent
from blog.tasks.rendering import (
    render_again_with_block,
    render_again_with_image,
    render_outdated_texts,
)
from coaching_site.models import Block, Page
from coaching_site.models.blocks import MAX_LENGTH, RENDERING_JOB
from coaching_site.rich_text.embedded import EmbeddedImage, finders
from coaching_site.rich_text.rendering.renderer import RENDERER_VERSION
from coaching_site.site.starting_rows import EDITORS, WRITERS
from contact.models import Offer
from tests.factories import make_block, make_offer, make_user

pytestmark = pytest.mark.django_db

CHOICES = "admin:coaching_site_block_choices"


def aside(block: Block) -> str:
    return f'<p>Voor.</p>\n<aside data-block="{block.pk}"></aside>\n<p>Na.</p>\n'


def make_live(body: str, title: str = "Loslaten", **fields: Any) -> Article:
    content = ArticleContent(title=title, slug=slugify(title), body=body, **fields)
    article = Article.start(content, by=None)
    version = article.newest_version
    assert version
    article.publish(version, by=None)
    return article


def save(article: Article, body: str) -> None:
    newest = article.newest_version
    assert newest
    content = ArticleContent(title=article.title, slug=article.slug, body=body)
    article.save_version(content, by=None, based_on=newest.number)


def html_of(article: Article) -> str:
    return Article.objects.get(pk=article.pk).body_html


def jobs() -> list[dict[str, int]]:
    waiting = ProcrastinateJob.objects.filter(task_name=RENDERING_JOB)
    return list(waiting.values_list("args", flat=True))


def test_readers_see_what_stands_in_the_block(client: Client) -> None:
    block = make_block(body="<h2>Praat met ons</h2><p>Bel gerust.</p>")
    article = make_live(aside(block))
    page = client.get(article.get_absolute_url()).text
    shown = "<h2>Praat met ons</h2><p>Bel gerust.</p>"
    assert f'<aside data-block="{block.pk}" class="block">{shown}</aside>' in page


def test_a_changed_block_changes_in_every_live_text_that_holds_it() -> None:
    block = make_block()
    other = make_block(body="<p>Anders.</p>")
    article, elsewhere = make_live(aside(block)), make_live(aside(other), "Elders")
    page = Page.objects.create(title="Over", slug="over-ons", body=aside(block))
    offer = make_offer(body=aside(block))
    Block.objects.filter(pk__in=[block.pk, other.pk]).update(body="<p>Mail ons.</p>")

    render_again_with_block(block.pk)

    for text in (article, page, offer):
        text.refresh_from_db()
        assert "<p>Mail ons.</p>" in text.body_html
        assert "Bel ons" not in text.body_html
    assert "Anders" in html_of(elsewhere)


def test_rendering_again_publishes_nothing_and_keeps_every_moment() -> None:
    block = make_block()
    article = make_live(aside(block))
    article.refresh_from_db()
    before = (article.changed_at, article.publish_at, article.live_version_id, article.body)
    save(article, aside(block) + "<p>Nog niet voor lezers.</p>")
    draft = Article.start(
        ArticleContent(title="Concept", slug="concept", body=aside(block)), by=None
    )
    page = Page.objects.create(title="Over", slug="over-ons", body=aside(block))
    Block.objects.update(body="<p>Mail ons.</p>")

    render_again_with_block(block.pk)

    article.refresh_from_db()
    assert (article.changed_at, article.publish_at, article.live_version_id, article.body) == before
    assert "Nog niet" not in article.body_html
    assert "Mail ons" in article.body_html
    assert html_of(draft) == ""
    assert Page.objects.get(pk=page.pk).updated_at == page.updated_at


def test_the_job_is_stored_with_the_change_or_not_at_all() -> None:
    block = make_block()
    assert jobs() == []
    with transaction.atomic():
        block.save()
        transaction.set_rollback(True)
    assert jobs() == []
    block.save()
    assert jobs() == [{"block_id": block.pk}]


def test_a_replaced_image_is_replaced_in_texts_and_in_what_holds_a_block_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = {7: EmbeddedImage("/media/oud.jpg", 60, 40)}
    monkeypatch.setattr(finders, "images", lambda ids: shown)
    figure = '<figure><img data-image="7" alt=""></figure>'
    block = make_block(body=figure)
    article, page = make_live(figure), Page.objects.create(title="A", slug="a1", body=figure)
    shown[7] = EmbeddedImage("/media/nieuw.jpg", 60, 40)

    render_again_with_image(7)

    assert "/media/nieuw.jpg" in html_of(article)
    assert "/media/nieuw.jpg" in Page.objects.get(pk=page.pk).body_html
    assert jobs() == [{"block_id": block.pk}]


def test_what_an_older_release_made_is_made_again_in_portions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    articles = [make_live("<p>a</p>", f"Artikel {number}") for number in range(3)]
    Article.objects.update(renderer_version=1, body_html="oud")
    Page.objects.update(renderer_version=0, body_html="oud")
    monkeypatch.setattr("blog.tasks.rendering.PORTION", 2)

    render_outdated_texts(timestamp=0)
    assert Article.objects.filter(body_html="oud").count() == 1
    render_outdated_texts(timestamp=0)
    render_outdated_texts(timestamp=0)

    assert {html_of(article) for article in articles} == {"<p>a</p>"}
    assert not Page.objects.exclude(renderer_version=RENDERER_VERSION).exists()
    assert not Page.objects.filter(body_html="oud").exists()


def test_a_block_in_a_block_shows_nothing() -> None:
    inner = make_block(body="<p>Binnen.</p>")
    outer = make_block(body=f'<p>Buiten.</p><aside data-block="{inner.pk}"></aside>')
    article = make_live(aside(outer))
    assert "Buiten" in article.body_html
    assert "Binnen" not in article.body_html
    assert "Binnen" not in outer.body_html


def test_hostile_text_in_a_block_is_shown_without_what_would_run() -> None:
    block = make_block()
    Block.objects.update(
        body="<p onclick=x>Bel.</p><script>alert(1)</script></aside><svg onload=x>"
    )
    assert make_live(aside(block)).body_html.count("<p>Bel.</p></aside>") == 1


def test_rendering_a_text_asks_once_for_blocks_and_once_for_images() -> None:
    blocks = [make_block(body='<figure><img data-image="7" alt=""></figure>') for _ in range(4)]
    article = make_live("".join(map(aside, blocks)) + '<figure><img data-image="8"></figure>')
    with CaptureQueriesContext(connection) as queries:
        article.render()
    assert len(queries) == 2


def test_a_long_block_is_refused_in_words() -> None:
    block = Block(name="Lang", body="x" * (MAX_LENGTH + 1))
    with pytest.raises(ValidationError) as caught:
        block.full_clean()
    assert caught.value.error_dict["body"][0].code == "too_long"


def test_the_page_of_a_block_names_all_that_holds_it_now_or_will(desk: Client) -> None:
    block = make_block("Contact")
    live = make_live(aside(block), "Loslaten")
    save(live, "<p>Zonder.</p>")
    draft = Article.start(ArticleContent(title="Concept", slug="c", body=aside(block)), by=None)
    was_there = Article.start(ArticleContent(title="Eerst", slug="e", body=aside(block)), by=None)
    save(was_there, "<p>Niet meer.</p>")
    Page.objects.create(title="Werkwijze", slug="w", body=aside(block))
    make_offer("Traject", body=aside(block))
    Offer.objects.filter(title="Traject").update(is_visible=False)

    page = desk.get(reverse("admin:coaching_site_block_change", args=[block.pk]))

    names = sorted(use.name for use in page.context["uses"])
    assert names == [
        "Aanbod: Traject",
        "Artikel: Concept",
        "Artikel: Loslaten",
        "Pagina: Werkwijze",
    ]
    assert reverse("admin:blog_article_change", args=[draft.pk]) in page.text


def test_a_block_in_use_cannot_be_deleted_and_an_unused_one_can(desk: Client) -> None:
    block, unused = make_block("Contact"), make_block("Ongebruikt")
    make_live(aside(block))
    for pk in (block.pk, unused.pk):
        desk.post(reverse("admin:coaching_site_block_delete", args=[pk]), {"post": "yes"})
    assert list(Block.objects.all()) == [block]

    chosen = {"action": "delete_selected", "_selected_action": [block.pk], "post": "yes"}
    answer = desk.post(reverse("admin:coaching_site_block_changelist"), chosen)
    assert "Artikel: Loslaten" in answer.text
    assert Block.objects.filter(pk=block.pk).exists()


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_of_blocks_counts_uses_in_as_many_queries_for_any_number(
    desk: Client, count: int
) -> None:
    for _ in range(count):
        make_block()
    make_live(aside(Block.objects.all()[0]))
    with CaptureQueriesContext(connection) as queries:
        page = desk.get(reverse("admin:coaching_site_block_changelist"))
    assert "1 tekst" in page.text
    assert len(queries) == 11


def test_of_a_block_in_very_many_articles_only_some_are_named(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("coaching_site.admin.blocks", "blog.uses.articles"):
        monkeypatch.setattr(f"{module}.MOST_USES", 2)
    block, rare = make_block("Overal"), make_block("Zelden")
    for number in range(5):
        make_live(aside(block), f"Artikel {number}")
    make_live(aside(rare), "Enige")

    page = desk.get(reverse("admin:coaching_site_block_changelist"))

    uses = {block.name: len(block.uses) for block in page.context["cl"].result_list}
    assert uses == {"Overal": 3, "Zelden": 1}
    assert "meer dan 2 teksten" in page.text
    assert "1 tekst" in page.text


@pytest.mark.parametrize("count", [1, 12])
def test_the_editor_is_given_all_blocks_as_readers_see_them_in_few_queries(
    client: Client, count: int
) -> None:
    writer = make_user()
    writer.groups.add(Group.objects.get(name=WRITERS))
    client.force_login(writer)
    for number in range(count):
        make_block(
            f"Blok {number:02}", '<p onclick=x>Bel.</p><figure><img data-image="7"></figure>'
        )
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse(CHOICES))
    first = answer.json()["blocks"][0]
    assert len(answer.json()["blocks"]) == count
    assert (first["name"], first["html"]) == ("Blok 00", "<p>Bel.</p>")
    assert "no-store" in answer.headers["Cache-Control"]
    assert len(queries) == 7


def test_only_who_may_see_blocks_is_given_them(client: Client) -> None:
    make_block()
    assert client.get(reverse(CHOICES)).status_code == 302
    client.force_login(make_user())
    assert client.get(reverse(CHOICES)).status_code == 403


def test_editors_may_change_blocks_and_writers_may_only_place_them(client: Client) -> None:
    block = make_block()
    for group, status in ((EDITORS, 302), (WRITERS, 403)):
        user = make_user()
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        address = reverse("admin:coaching_site_block_change", args=[block.pk])
        answer = client.post(
            address, {"name": group, "body": "<p>Nieuw.</p>", "based_on": "0", "_publish": "1"}
        )
        assert answer.status_code == status
    block.refresh_from_db()
    assert (block.name, block.body) == (EDITORS, "<p>Nieuw.</p>\n")


def test_a_block_offers_no_blocks_in_its_own_editor(desk: Client) -> None:
    form = desk.get(reverse("admin:coaching_site_block_add")).text
    assert "js/editor/blocks.js" not in form
    assert "js/editor/blocks.js" in desk.get(reverse("admin:coaching_site_page_add")).text
