"""Off the site, into the trash, back out of it, gone after 30 days."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from blog.models import (
    Article,
    ArticleState,
    ArticleVersion,
    Comment,
    FormerSlug,
    Image,
    PreviewLink,
)
from blog.models.article_content import ArticleContent
from blog.tasks.trash import erase_old_trash
from tests.blog.article_steps import LIST, document, live, messages, start, state, step
from tests.factories import (
    make_article,
    make_author,
    make_comment,
    make_image,
    make_inquiry,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_a_draft_goes_to_the_trash_at_once_and_says_until_when_it_can_come_back(desk, coach):
    article = start()

    with time_machine.travel("2026-12-01T09:30:00+01:00", tick=False):
        desk.force_login(coach)
        answer = step(desk, article, "trash")

    assert state(article) == ArticleState.TRASHED
    assert answer.redirect_chain == [(LIST, 302)]
    assert messages(answer).startswith(
        "“Loslaten” ligt in de prullenbak en kan tot 31 december 2026 09:30 terugkomen."
    )


def test_the_message_undoes_it(coach):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(coach)
    article = start()
    page = document(browser.get(f"{LIST}{article.pk}/change/"))
    token = page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    answer = step(browser, article, "trash", csrfmiddlewaretoken=token)

    undo = document(answer).xpath("//form[@class='undo']")[0]
    answer = browser.post(undo.get("action"), dict(undo.form_values()), follow=True)

    assert state(article) == ArticleState.DRAFT
    assert "“Loslaten” is terug: concept." in messages(answer)


def test_what_readers_see_is_asked_about_first(desk):
    article = live()

    answer = step(desk, article, "trash")
    assert answer.status_code == 200
    assert "staat op de site" in answer.content.decode()
    assert state(article) == ArticleState.LIVE

    step(desk, article, "trash", sure="1")
    assert state(article) == ArticleState.TRASHED


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "“aanhaling” & meer"])
def test_a_title_stands_in_messages_as_text(desk, title):
    article = start(title=title)

    answer = step(desk, article, "trash")

    assert b"<script>alert" not in answer.content
    assert title in messages(answer)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ArticleState.LIVE),
        ({"publish_at": timedelta(days=1)}, ArticleState.SCHEDULED),
        ({"publish_at": -timedelta(days=2), "end_at": -timedelta(days=1)}, ArticleState.ENDED),
    ],
)
def test_what_is_put_back_is_as_it_was(desk, fields, expected):
    moments = {name: timezone.now() + ago for name, ago in fields.items()}
    article = live(topics=(make_topic().pk,), authors=(make_author().pk,), **moments)
    make_comment(article)
    before = Article.objects.filter(pk=article.pk).values().get()

    step(desk, article, "trash", sure="1")
    step(desk, article, "put-back")

    assert Article.objects.filter(pk=article.pk).values().get() == before
    assert state(article) == expected
    assert (article.bylines.count(), article.article_topics.count()) == (1, 1)


def test_the_trash_says_until_when(desk):
    article = start()
    with time_machine.travel("2026-12-01T09:30:00+01:00", tick=False):
        article.move_to_trash()

    page = desk.get(f"{LIST}?state=trashed").content.decode()

    assert "wordt gewist op 31 december 2026 09:30" in page
    assert "Loslaten" not in desk.get(LIST).content.decode().partition('id="result_list"')[2]


def test_the_trash_is_emptied_after_30_days_with_all_that_belongs_to_it(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = make_image()
    old, newer = live(slug="oud", cover=image.pk), live(slug="nieuw")
    old.publish(
        old.save_version(ArticleContent(title="T", slug="ouder"), by=None, based_on=1), by=None
    )
    make_comment(old)
    PreviewLink.make(old, by=make_user())
    inquiry = make_inquiry(article=old)
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=30), tick=False):
        Article.objects.get(pk=old.pk).move_to_trash()
    with time_machine.travel(now - timedelta(days=29, hours=23), tick=False):
        newer.move_to_trash()

    with time_machine.travel(now, tick=False):
        erase_old_trash(0)

    assert list(Article.objects.all()) == [newer]
    assert set(ArticleVersion.objects.values_list("article", flat=True)) == {newer.pk}
    kinds = (Comment, PreviewLink, FormerSlug)
    assert [kind.objects.count() for kind in kinds] == [0, 0, 0]
    assert list(Image.objects.all()) == [image]
    assert image.file.storage.exists(image.file.name)
    inquiry.refresh_from_db()
    assert inquiry.article is None


def test_erasing_can_run_twice_and_touches_nothing_else():
    make_article()
    start()

    erase_old_trash(0)
    erase_old_trash(0)

    assert Article.objects.count() == 2


def test_taking_offline_asks_when_readers_see_it_and_keeps_the_text(desk):
    article = live()

    step(desk, article, "take-offline")
    assert state(article) == ArticleState.LIVE
    answer = step(desk, article, "take-offline", sure="1")

    assert state(article) == ArticleState.DRAFT
    assert article.newest_version.read().body == "<p>Tekst.</p>"
    assert "“Loslaten” is weer een concept; lezers zien het niet." in messages(answer)
    assert Client().get("/artikelen/loslaten/").status_code == 404


def test_what_is_scheduled_goes_offline_without_a_question(desk):
    article = live(publish_at=timezone.now() + timedelta(days=1))

    step(desk, article, "take-offline")

    assert state(article) == ArticleState.DRAFT


def test_the_history_says_in_words_what_was_done_to_several_at_once(desk):
    article = live()
    for action in ("take_offline", "move_to_trash", "take_out_of_trash"):
        query = "?state=trashed" if action == "take_out_of_trash" else ""
        desk.post(LIST + query, {"action": action, "_selected_action": [article.pk]})

    entries = LogEntry.objects.filter(object_id=str(article.pk)).order_by("pk")
    assert [entry.change_message for entry in entries] == [
        "Offline gehaald.",
        "Naar de prullenbak verplaatst.",
        "Uit de prullenbak gehaald.",
    ]


def test_the_list_shows_what_has_changes_that_wait(desk):
    changed = live(title="Veranderd")
    changed.save_version(ArticleContent(title="Nieuw", slug="loslaten"), by=None, based_on=1)
    live(title="Gelijk", slug="gelijk")
    start(title="Concept", slug="concept")

    page = desk.get(f"{LIST}?state=changes")

    assert [article.pk for article in page.context["cl"].result_list] == [changed.pk]
    assert "met wijzigingen die wachten" in page.content.decode()


STEPS = ["trash", "put-back", "take-offline", "duplicate"]


@pytest.mark.parametrize("name", STEPS)
def test_nothing_happens_on_a_look_or_to_what_is_not_there(desk, name):
    article = start()

    looked = desk.get(f"{LIST}{article.pk}/{name}/")
    assert looked.headers["Location"] == f"{LIST}{article.pk}/change/"
    assert desk.post(f"{LIST}{article.pk + 1}/{name}/").status_code == 404
    assert Article.objects.get().state == ArticleState.DRAFT


@pytest.mark.parametrize("name", STEPS)
def test_a_stranger_does_nothing(client, name):
    article = start()

    client.post(f"{LIST}{article.pk}/{name}/")

    assert Article.objects.get().state == ArticleState.DRAFT


@pytest.mark.parametrize(
    ("kind", "name", "status"),
    [
        (start, "trash", 302),
        (live, "trash", 403),
        (live, "take-offline", 403),
        (live, "duplicate", 302),
    ],
)
def test_a_writer_throws_away_drafts_and_nothing_that_was_published(client, kind, name, status):
    writer = make_user()
    writer.groups.add(Group.objects.get(name="Schrijvers"))
    client.force_login(writer)

    assert client.post(f"{LIST}{kind().pk}/{name}/", {"sure": "1"}).status_code == status


def test_the_menu_of_the_form_offers_what_can_be_done(desk):
    def offered(article: Article) -> set[str]:
        page = document(desk.get(f"{LIST}{article.pk}/change/"))
        return {address.rsplit("/", 2)[1] for address in page.xpath("//button/@formaction")}

    trashed = start(slug="weg")
    trashed.move_to_trash()

    assert offered(start(slug="concept")) == {"duplicate", "trash"}
    assert offered(live(slug="live")) == {"duplicate", "trash", "take-offline"}
    assert offered(trashed) == {"put-back"}
