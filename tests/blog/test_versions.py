"""What happens to versions: published, planned, put back, and noted since when readers saw them."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.models import Article, ArticleState, ArticleVersion, VersionOrigin
from blog.models.article_content import ArticleContent
from blog.models.versions import CHANGE_JOB
from blog.tasks.versions import put_change_live, put_missed_changes_live
from tests.at_once import at_once
from tests.factories import make_article, make_author, make_user

pytestmark = pytest.mark.django_db


def start(**fields: object) -> Article:
    content = ArticleContent(**({"title": "Loslaten", "slug": "loslaten"} | fields))
    article = Article.start(content, by=None)
    article.publish(article.newest_version, by=None)
    return article


def save(article: Article, **fields: object) -> ArticleVersion:
    content = ArticleContent(**({"title": "Loslaten", "slug": "loslaten"} | fields))
    return article.save_version(content, by=None, based_on=article.newest_version.number)


def in_an_hour() -> object:
    return timezone.now() + timedelta(hours=1)


def title_for_readers(article: Article) -> str:
    return Article.objects.get(pk=article.pk).title


def test_a_planned_change_is_seen_at_its_minute_and_not_before():
    editor = make_user()
    article = start()
    change = save(article, title="Vasthouden")
    at = in_an_hour()

    article.schedule_change(change, at, by=editor)

    with time_machine.travel(at - timedelta(seconds=1), tick=False):
        put_change_live(change.pk)
        assert title_for_readers(article) == "Loslaten"
    with time_machine.travel(at, tick=False):
        put_change_live(change.pk)
        shown = Article.objects.published().get(pk=article.pk)
    assert (shown.title, shown.published_by) == ("Vasthouden", editor)
    assert shown.waiting_change is None
    assert shown.newest_version.published_at == at


def test_a_planned_change_keeps_the_date_of_publication():
    article = start()
    published_at = article.publish_at
    change = save(article, title="Vasthouden")
    article.schedule_change(change, in_an_hour(), by=None)

    with time_machine.travel(in_an_hour() + timedelta(minutes=1)):
        put_change_live(change.pk)

    assert Article.objects.get(pk=article.pk).publish_at == published_at


def test_the_job_of_a_change_is_stored_with_it_or_not_at_all():
    article = start()
    change = save(article, title="Vasthouden")
    at = in_an_hour()

    def jobs() -> list[tuple[dict, object]]:
        waiting = ProcrastinateJob.objects.filter(task_name=CHANGE_JOB)
        return list(waiting.values_list("args", "scheduled_at"))

    with transaction.atomic():
        article.schedule_change(change, at, by=None)
        transaction.set_rollback(True)
    assert jobs() == []
    article.schedule_change(change, at, by=None)
    assert jobs() == [({"version_id": change.pk}, at)]


def test_running_the_job_twice_changes_nothing():
    article = start()
    change = save(article, title="Vasthouden")
    article.schedule_change(change, in_an_hour(), by=None)

    with time_machine.travel(in_an_hour() + timedelta(minutes=1)):
        put_change_live(change.pk)
        article.refresh_from_db()
        article.publish(save(article, title="Nieuwer"), by=None)
        put_change_live(change.pk)
        put_missed_changes_live(timestamp=0)

    assert title_for_readers(article) == "Nieuwer"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_publish_a_change_once():
    article = start()
    article.schedule_change(save(article, title="Vasthouden"), in_an_hour(), by=None)

    def work(_worker: int) -> bool:
        return Article.objects.get(pk=article.pk).put_change_live()

    with time_machine.travel(in_an_hour() + timedelta(minutes=1)):
        published = at_once(work, range(4))

    assert sorted(published) == [False, False, False, True]
    assert title_for_readers(article) == "Vasthouden"


def test_a_missed_change_goes_live_a_little_later_also_when_another_one_fails():
    broken, sound = start(slug="kapot"), start(slug="heel")
    at = in_an_hour()
    for article in (broken, sound):
        change = save(article, title="Vasthouden", slug=article.slug)
        article.schedule_change(change, at, by=None)
    broken.versions.filter(number=2).update(content={"no": "title"})

    with time_machine.travel(at + timedelta(minutes=5)):
        put_missed_changes_live(timestamp=0)

    assert (title_for_readers(broken), title_for_readers(sound)) == ("Loslaten", "Vasthouden")
    assert Article.objects.get(pk=broken.pk).waiting_change is not None


def test_a_later_plan_replaces_an_earlier_one():
    article = start()
    first, second = save(article, title="Eerste"), save(article, title="Tweede")
    article.schedule_change(first, in_an_hour(), by=None)

    article.schedule_change(second, in_an_hour() + timedelta(hours=1), by=None)

    assert article.waiting_change == second
    with time_machine.travel(in_an_hour() + timedelta(minutes=1)):
        put_change_live(first.pk)
        put_missed_changes_live(timestamp=0)
    assert title_for_readers(article) == "Loslaten"


@pytest.mark.parametrize("verb", ["publish", "unpublish", "move_to_trash", "cancel_change"])
def test_whatever_happens_to_the_article_meanwhile_drops_the_change(verb):
    article = start()
    change = save(article, title="Vasthouden")
    article.schedule_change(change, in_an_hour(), by=None)

    if verb == "publish":
        article.publish(save(article, title="Dringend"), by=None)
    else:
        getattr(article, verb)()

    assert article.waiting_change is None
    with time_machine.travel(in_an_hour() + timedelta(minutes=1)):
        put_change_live(change.pk)
        put_missed_changes_live(timestamp=0)
    assert title_for_readers(article) != "Vasthouden"


def test_writing_on_leaves_the_change_waiting():
    article = start()
    change = save(article, title="Vasthouden")
    article.schedule_change(change, in_an_hour(), by=None)

    save(article, title="Nog een idee")

    assert article.waiting_change == change


@pytest.mark.parametrize(
    ("fields", "minutes", "code"),
    [
        ({}, 0, "past"),
        ({}, -1, "past"),
        ({"publish_at": None}, 60, "not_live"),
        ({"publish_at": timedelta(hours=2)}, 60, "not_live"),
        ({"publish_at": -timedelta(hours=2), "end_at": -timedelta(hours=1)}, 60, "not_live"),
        ({"publish_at": -timedelta(hours=2), "trashed_at": -timedelta(hours=1)}, 60, "not_live"),
    ],
)
def test_only_a_live_article_takes_a_change_and_only_for_later(fields, minutes, code):
    now = timezone.now()
    article = make_article(**{name: moment and now + moment for name, moment in fields.items()})
    change = article.save_version(ArticleContent(title="Nieuw", slug="n"), by=None, based_on=0)

    with pytest.raises(ValidationError) as refusal, time_machine.travel(now, tick=False):
        article.schedule_change(change, now + timedelta(minutes=minutes), by=None)

    assert refusal.value.code == code
    assert article.waiting_change is None


def test_a_change_that_would_hide_the_article_until_later_is_refused():
    article = start()
    change = save(article, title="Vasthouden", publish_at=in_an_hour() + timedelta(days=1))

    with pytest.raises(ValidationError) as refusal:
        article.schedule_change(change, in_an_hour(), by=None)

    assert refusal.value.code == "gap"


def test_a_change_goes_live_under_the_old_address_when_another_article_took_the_new_one():
    article = start()
    change = save(article, title="Vasthouden", slug="vasthouden")
    article.schedule_change(change, in_an_hour(), by=None)
    make_article(slug="vasthouden")

    with time_machine.travel(in_an_hour() + timedelta(minutes=1)):
        put_change_live(change.pk)

    article.refresh_from_db()
    assert (article.title, article.slug) == ("Vasthouden", "loslaten")


def test_a_change_can_prolong_an_article_that_ends_at_the_same_moment():
    at = in_an_hour()
    article = start(end_at=at)
    change = save(article, end_at=at + timedelta(days=9))
    article.schedule_change(change, at, by=None)

    with time_machine.travel(at + timedelta(seconds=5)):
        put_change_live(change.pk)

        assert Article.objects.get(pk=article.pk).state == ArticleState.LIVE


def seen(article: Article) -> list[tuple[object, object]]:
    """Return since when and until when readers saw each version, oldest first."""
    return list(article.versions.order_by("number").values_list("published_at", "published_until"))


def test_versions_remember_when_readers_saw_them():
    monday = timezone.now() + timedelta(days=1)
    tuesday, wednesday = monday + timedelta(days=1), monday + timedelta(days=2)
    with time_machine.travel(monday, tick=False):
        article = start()
    save(article, title="Nooit gezien")
    third = save(article, title="Vasthouden")
    with time_machine.travel(tuesday, tick=False):
        article.publish(third, by=None)
    with time_machine.travel(wednesday, tick=False):
        article.unpublish()

    assert seen(article) == [(monday, tuesday), (None, None), (tuesday, wednesday)]


def test_a_version_that_was_scheduled_and_replaced_in_time_was_never_seen():
    article = Article.start(ArticleContent(title="T", slug="t", publish_at=in_an_hour()), by=None)
    article.publish(article.newest_version, by=None)
    assert seen(article) == [(article.publish_at, None)]

    article.publish(save(article, title="Beter", publish_at=article.publish_at), by=None)

    assert seen(article) == [(None, None), (article.publish_at, None)]


def test_a_version_is_not_seen_while_its_article_lies_in_the_trash():
    article = start()
    article.move_to_trash()
    [(since, until)] = seen(article)
    assert since < until

    article.take_out_of_trash()

    assert seen(article) == [(since, None)]


def test_putting_back_an_old_text_makes_a_version_and_leaves_readers_alone():
    editor, author = make_user(), make_author()
    article = start(body="<p>Oud.</p>", authors=(author.pk,))
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
    end_at = in_an_hour() + timedelta(days=30)
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
    article = start()

    assert article.restore(article.newest_version, by=None, based_on=1) == article.newest_version
    assert [(version.number, version.note) for version in article.versions.all()] == [(1, "")]


def test_a_note_without_a_change_is_added_to_the_newest_version():
    article = start()
    content = article.newest_version.read()

    for note in ("Nagelezen", "Nagelezen", "", "x" * 199):
        article.save_version(content, by=None, based_on=1, note=note)

    assert [version.note for version in article.versions.all()] == ["x" * 199 + "…"]


def test_the_newest_version_is_asked_for_without_texts_where_no_text_is_needed(
    django_assert_num_queries,
):
    article = start(body="<p>Lang.</p>")
    article.schedule_change(save(article, body="<p>Anders.</p>"), in_an_hour(), by=None)

    with django_assert_num_queries(2) as captured:
        assert article.has_unpublished_changes
        assert str(article.waiting_change.number) == "2"

    assert [query["sql"] for query in captured if '"content"' in query["sql"]] == []
