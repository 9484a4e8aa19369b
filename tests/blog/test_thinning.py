"""Old versions are thrown away by the rule that the history page tells, and no other ones."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from blog.models import Article, ArticleVersion
from blog.models.article_content import ArticleContent
from blog.tasks.versions import thin_old_versions
from coaching_site.versions import thinning
from coaching_site.versions.thinning import thin_versions

pytestmark = pytest.mark.django_db

# A Wednesday, so that a week has days on both sides.
NOW = datetime(2026, 11, 25, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


def article_with(*ages: timedelta, **newest: object) -> Article:
    """Make an article with a version of each age; version 1 is older and the newest is of today."""
    article = Article.start(ArticleContent(title="T", slug="t"), by=None)
    for number, age in enumerate([timedelta(days=3_000), *ages, timedelta()], 1):
        fields = {"article": article, "number": number, "content": {"title": "T"}}
        version, _made = ArticleVersion.objects.update_or_create(
            article=article, number=number, defaults=fields
        )
        ArticleVersion.objects.filter(pk=version.pk).update(created_at=NOW - age)
    return article


def numbers(article: Article) -> list[int]:
    return sorted(article.versions.values_list("number", flat=True))


def days(*count: float) -> list[timedelta]:
    return [timedelta(days=each) for each in count]


@pytest.mark.parametrize(
    ("ages", "kept"),
    [
        # Nothing younger than 30 days goes, however much of it there is.
        (days(29.3, 29.2, 29.1), [1, 2, 3, 4, 5]),
        # Of a day before that the last one stays.
        (days(40.3, 40.2, 40.1, 39.2), [1, 4, 5, 6]),
        # Up to a year that is each day of a week; before that it is the week.
        (days(101, 100, 99), [1, 2, 3, 4, 5]),
        (days(401, 400, 399), [1, 4, 5]),
        # A new week begins on Monday: 402 days ago was Sunday.
        (days(404, 403, 402, 401), [1, 4, 5, 6]),
    ],
)
def test_what_is_kept_grows_thinner_with_age(ages, kept):
    article = article_with(*ages)

    thin_old_versions(timestamp=0)

    assert numbers(article) == kept


def test_a_day_is_one_of_the_practice_not_of_greenwich():
    half_past_midnight = NOW.replace(hour=0, minute=30) - timedelta(days=50)
    before = half_past_midnight - timedelta(hours=1)
    article = article_with(NOW - before, NOW - half_past_midnight)

    thin_versions()

    assert numbers(article) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "kept",
    [
        {"published_at": NOW - timedelta(days=40)},
        {"note": "Nagelezen"},
        {"go_live_at": NOW + timedelta(days=1)},
    ],
)
def test_what_readers_saw_what_has_a_note_and_what_waits_stays(kept):
    article = article_with(*days(40.3, 40.2, 40.1))
    article.versions.filter(number=2).update(**kept)

    thin_versions()

    assert numbers(article) == [1, 2, 4, 5]


def test_the_first_the_newest_and_the_live_version_stay():
    article = article_with(*days(40.3, 40.2))
    article.versions.filter(number=1).update(created_at=NOW - timedelta(days=40.4))
    article.versions.filter(number=4).delete()
    live = article.versions.get(number=2)
    Article.objects.filter(pk=article.pk).update(live_version=live, publish_at=NOW)

    thin_versions()

    assert numbers(article) == [1, 2, 3]


def test_thinning_twice_is_thinning_once_and_each_article_counts_for_itself():
    first = article_with(*days(40.3, 40.2, 40.1))
    Article.objects.filter(pk=first.pk).update(slug="eerste")
    second = article_with(*days(40.25))

    assert thin_versions() == 2
    assert thin_versions() == 0
    assert (numbers(first), numbers(second)) == ([1, 4, 5], [1, 2, 3])


def test_a_night_takes_so_many_and_the_next_one_the_rest(monkeypatch):
    monkeypatch.setattr(thinning, "AT_ONCE", 2)
    monkeypatch.setattr(thinning, "ROUNDS", 2)
    article = article_with(*days(*(40 + number / 100 for number in range(30, 0, -5))))

    assert [thin_versions() for _night in range(3)] == [4, 1, 0]
    assert numbers(article) == [1, 7, 8]


def test_an_article_is_written_on_after_thinning_and_its_gaps_do_no_harm(client, coach):
    article = article_with(*days(40.3, 40.2, 40.1))
    thin_versions()

    newest = article.newest_version
    article.save_version(ArticleContent(title="Nieuw", slug="t"), by=None, based_on=newest.number)

    assert numbers(article) == [1, 4, 5, 6]
    html = client.get(f"/admin/blog/article/{article.pk}/history/").content.decode()
    assert "?old=1&amp;new=4" in html
    compared = client.get(f"/admin/blog/article/{article.pk}/compare/?old=4&new=5")
    assert compared.context["steps"] == {"earlier": (1, 4), "later": (5, 6)}


def test_tidying_that_can_no_longer_be_undone_is_not_offered(client, coach):
    article = article_with(*days(40.2, 40.1))
    article.versions.filter(number=4).delete()
    article.versions.filter(number=3).update(origin="tidied")
    page = f"/admin/blog/article/{article.pk}/change/"
    assert client.get(page).context["can_undo_tidying"]

    thin_versions()

    assert numbers(article) == [1, 3]
    assert not client.get(page).context["can_undo_tidying"]
