"""What happens to versions: put back, noted, and remembered since when readers saw them."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from blog.models import Article, ArticleState
from blog.models.article_content import ArticleContent
from coaching_site.versions.version import VersionOrigin
from tests.blog.previews import live, save
from tests.factories import make_author, make_user

pytestmark = pytest.mark.django_db


def seen(article: Article) -> list[tuple[object, object]]:
    """Return since when and until when readers saw each version, oldest first."""
    return list(article.versions.order_by("number").values_list("published_at", "published_until"))


def test_versions_remember_when_readers_saw_them():
    monday = timezone.now() + timedelta(days=1)
    tuesday, wednesday = monday + timedelta(days=1), monday + timedelta(days=2)
    with time_machine.travel(monday, tick=False):
        article = live()
    save(article, title="Nooit gezien")
    third = save(article, title="Vasthouden")
    with time_machine.travel(tuesday, tick=False):
        article.publish(third, by=None)
    with time_machine.travel(wednesday, tick=False):
        article.unpublish()

    assert seen(article) == [(monday, tuesday), (None, None), (tuesday, wednesday)]


def test_a_version_that_was_scheduled_and_replaced_in_time_was_never_seen():
    article = Article.start(
        ArticleContent(title="T", slug="t", publish_at=timezone.now() + timedelta(hours=1)),
        by=None,
    )
    article.publish(article.newest_version, by=None)
    assert seen(article) == [(article.publish_at, None)]

    article.publish(save(article, title="Beter", publish_at=article.publish_at), by=None)

    assert seen(article) == [(None, None), (article.publish_at, None)]


def test_a_version_is_not_seen_while_its_article_lies_in_the_trash():
    article = live()
    article.move_to_trash()
    [(since, until)] = seen(article)
    assert since < until

    article.take_out_of_trash()

    assert seen(article) == [(since, None)]


def test_putting_back_an_old_text_makes_a_version_and_leaves_readers_alone():
    editor, author = make_user(), make_author()
    article = live(body="<p>Oud.</p>", authors=(author.pk,))
    article.publish(save(article, body="<p>Nieuw.</p>"), by=None)

    restored = article.restore(article.versions.get(number=1), by=editor, based_on=2)

    assert (restored.number, restored.origin, restored.created_by) == (
        3,
        VersionOrigin.RESTORED,
        editor,
    )
    assert restored.note == "Versie 1 teruggezet"
    content = restored.read()
    assert (content.body, content.authors) == ("<p>Oud.</p>", (author.pk,))
    article.refresh_from_db()
    assert (article.body, article.state) == ("<p>Nieuw.</p>", ArticleState.LIVE)


def test_putting_back_neither_moves_nor_dates_nor_hides_an_article():
    end_at = timezone.now() + timedelta(days=30)
    article = Article.start(ArticleContent(title="Concept", slug="concept"), by=None)
    published_at = timezone.now() - timedelta(days=3)
    article.publish(save(article, slug="echt", publish_at=published_at, end_at=end_at), by=None)

    restored = article.restore(article.versions.get(number=1), by=None, based_on=2)
    article.publish(restored, by=None)

    article.refresh_from_db()
    assert (article.title, article.slug) == ("Concept", "echt")
    assert (article.publish_at, article.end_at) == (published_at, end_at)
    assert article.state == ArticleState.LIVE


def test_putting_back_what_stands_there_already_makes_no_version():
    article = live()

    assert article.restore(article.newest_version, by=None, based_on=1) == article.newest_version
    assert [(version.number, version.note) for version in article.versions.all()] == [(1, "")]


def test_a_note_without_a_change_is_added_to_the_newest_version():
    article = live()
    content = article.newest_version.read()

    for note in ("Nagelezen", "Nagelezen", "", "x" * 199):
        article.save_version(content, by=None, based_on=1, note=note)

    assert [version.note for version in article.versions.all()] == ["x" * 199 + "…"]


def test_the_newest_version_is_asked_for_without_texts_where_no_text_is_needed(
    django_assert_num_queries,
):
    article = live(body="<p>Lang.</p>")
    in_an_hour = timezone.now() + timedelta(hours=1)
    article.schedule_change(save(article, body="<p>Anders.</p>"), in_an_hour, by=None)

    with django_assert_num_queries(2) as captured:
        assert article.has_unpublished_changes
        assert str(article.waiting_change.number) == "2"

    assert [query["sql"] for query in captured if '"content"' in query["sql"]] == []
