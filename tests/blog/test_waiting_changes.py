"""A change to a live article that waits for its moment: it goes live then, once, or not at all."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.models import Article, ArticleState
from blog.models.article_content import ArticleContent
from blog.models.versions import CHANGE_JOB
from blog.tasks.versions import put_change_live, put_missed_changes_live
from tests.at_once import at_once
from tests.blog.previews import live, save
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def in_an_hour() -> object:
    return timezone.now() + timedelta(hours=1)


def title_for_readers(article: Article) -> str:
    return Article.objects.get(pk=article.pk).title


def test_a_planned_change_is_seen_at_its_minute_and_not_before():
    editor = make_user()
    article = live()
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
    article = live()
    published_at = article.publish_at
    change = save(article, title="Vasthouden")
    article.schedule_change(change, in_an_hour(), by=None)

    with time_machine.travel(in_an_hour() + timedelta(minutes=1)):
        put_change_live(change.pk)

    assert Article.objects.get(pk=article.pk).publish_at == published_at


def test_the_job_of_a_change_is_stored_with_it_or_not_at_all():
    article = live()
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
    article = live()
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
    article = live()
    article.schedule_change(save(article, title="Vasthouden"), in_an_hour(), by=None)

    def work(_worker: int) -> bool:
        return Article.objects.get(pk=article.pk).put_change_live()

    with time_machine.travel(in_an_hour() + timedelta(minutes=1)):
        published = at_once(work, range(4))

    assert sorted(published) == [False, False, False, True]
    assert title_for_readers(article) == "Vasthouden"


def test_a_missed_change_goes_live_a_little_later_also_when_another_one_fails():
    broken, sound = live(slug="kapot"), live(slug="heel")
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
    article = live()
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
    article = live()
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
    article = live()
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
    article = live()
    change = save(article, title="Vasthouden", publish_at=in_an_hour() + timedelta(days=1))

    with pytest.raises(ValidationError) as refusal:
        article.schedule_change(change, in_an_hour(), by=None)

    assert refusal.value.code == "gap"


def test_a_change_goes_live_under_the_old_address_when_another_article_took_the_new_one():
    article = live()
    change = save(article, title="Vasthouden", slug="vasthouden")
    article.schedule_change(change, in_an_hour(), by=None)
    make_article(slug="vasthouden")

    with time_machine.travel(in_an_hour() + timedelta(minutes=1)):
        put_change_live(change.pk)

    article.refresh_from_db()
    assert (article.title, article.slug) == ("Vasthouden", "loslaten")


def test_a_change_can_prolong_an_article_that_ends_at_the_same_moment():
    at = in_an_hour()
    article = live(end_at=at)
    change = save(article, end_at=at + timedelta(days=9))
    article.schedule_change(change, at, by=None)

    with time_machine.travel(at + timedelta(seconds=5)):
        put_change_live(change.pk)

        assert Article.objects.get(pk=article.pk).state == ArticleState.LIVE
