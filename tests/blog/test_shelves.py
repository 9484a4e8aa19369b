"""Lists without end: counted and begun by month, whatever was done to the articles, and how."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from blog.models import Article, MonthCount
from blog.shelves import Shelf
from coaching_site.time.clock import shown_at
from tests.factories import make_article, make_author, make_topic

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
MOMENTS = st.none() | st.integers(-9_000, 3_000).map(lambda hours: NOW + timedelta(hours=hours))


def kept_counts() -> set[tuple[str, str, int]]:
    rows = MonthCount.objects.exclude(articles=0).values_list("shelf", "month", "articles")
    return {(shelf, f"{month:%Y-%m}", count) for shelf, month, count in rows}


def titles_on_pages(shelf: Shelf, per_page: int) -> list[str]:
    pages = shelf.pages(per_page)
    return [article.title for number in pages.page_range for article in pages.page(number)]


class CountsTests(TestCase):
    """Hypothesis rolls each example back, which pytest's own fixtures cannot."""

    @hypothesis_settings(max_examples=25)
    @given(
        st.lists(st.tuples(MOMENTS, MOMENTS, st.booleans()), min_size=1, max_size=9),
        st.lists(st.tuples(MOMENTS, MOMENTS, st.booleans()), min_size=9, max_size=9),
    )
    def test_every_page_of_every_list_is_what_the_gate_lets_through(self, first, then):
        topic, author = make_topic(), make_author()
        articles = [
            make_article(
                publish_at=begin,
                end_at=end,
                trashed_at=NOW if trashed else None,
                topics=(topic,),
                authors=(author,),
            )
            for begin, end, trashed in first
        ]
        for moments in (None, then):
            for article, changed in zip(articles, moments or (), strict=False):
                begin, end, trashed = changed
                Article.objects.filter(pk=article.pk).update(
                    publish_at=begin, end_at=end, trashed_at=NOW if trashed else None
                )
            with shown_at(NOW):
                live = Article.objects.published().newest_first()
                expected = [article.title for article in live]
                for shelf in (
                    Shelf.of_everything(),
                    Shelf.of_topic(topic),
                    Shelf.of_author(author),
                ):
                    assert titles_on_pages(shelf, 2) == expected
                    assert [article.title for article in shelf.newest(50)] == expected


def test_a_list_follows_its_moments_without_anything_being_done(time_machine):
    topic = make_topic()
    make_article("Blijft", publish_at=NOW - timedelta(days=40), topics=(topic,))
    make_article("Komt en gaat", publish_at=NOW, end_at=NOW + timedelta(hours=1), topics=(topic,))
    seen = []
    for moment in (NOW - timedelta(seconds=1), NOW, NOW + timedelta(hours=1)):
        time_machine.move_to(moment, tick=False)
        shelves = (Shelf.of_everything(), Shelf.of_topic(topic))
        seen.append([(titles_on_pages(shelf, 1), shelf.pages(1).count) for shelf in shelves])

    without, both = (["Blijft"], 1), (["Komt en gaat", "Blijft"], 2)
    assert seen == [[without, without], [both, both], [without, without]]


def test_of_what_appeared_at_one_moment_the_later_written_comes_first_in_every_list():
    topic, author = make_topic(), make_author()
    for title in ("Een", "Twee", "Drie"):
        make_article(title, publish_at=NOW, topics=(topic,), authors=(author,))
    shelves = (Shelf.of_everything(), Shelf.of_topic(topic), Shelf.of_author(author))

    for per_page in (1, 2, 3):
        for shelf in shelves:
            assert titles_on_pages(shelf, per_page) == ["Drie", "Twee", "Een"]


def test_counts_follow_relations_deletion_and_raw_sql():
    topic, author = make_topic(), make_author()
    begin = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)  # half past midnight here
    article = make_article(publish_at=begin, topics=(topic,), authors=(author,))
    other = make_article(publish_at=begin, topics=(topic,))
    before = kept_counts()
    article.article_topics.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE blog_article SET publish_at = '2025-05-05' WHERE id = %s", [other.pk]
        )
    moved = kept_counts()
    Article.objects.all().delete()

    assert before == {
        ("articles", "2026-02", 2),
        (f"topic:{topic.pk}", "2026-02", 2),
        (f"author:{author.pk}", "2026-02", 1),
    }
    assert moved == {
        ("articles", "2026-02", 1),
        ("articles", "2025-05", 1),
        (f"topic:{topic.pk}", "2025-05", 1),
        (f"author:{author.pk}", "2026-02", 1),
    }
    assert kept_counts() == set()


def test_counting_anew_gives_what_the_triggers_kept():
    topic, author = make_topic(), make_author()
    make_article(topics=(topic,), authors=(author,))
    make_article(topics=(topic,), end_at=timezone.now())
    make_article(publish_at=None, topics=(topic,))
    kept = kept_counts()
    MonthCount.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT blog_list_anew()")

    assert kept_counts() == kept != set()


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/New_York", "Pacific/Kiritimati"])
def test_months_are_those_of_the_clock_in_the_hall(zone, settings):
    """Also where that is not the clock by which the migration counted."""
    settings.TIME_ZONE, clock = zone, ZoneInfo(zone)
    for day in (datetime(2026, 1, 31, 23, 59, tzinfo=clock), datetime(2026, 2, 1, tzinfo=clock)):
        make_article(publish_at=day)
        make_article(publish_at=day, end_at=timezone.now() + timedelta(days=1))
        make_article(publish_at=day, end_at=day + timedelta(hours=1))

    assert Shelf.of_everything().months() == [
        (datetime(2026, 2, 1, tzinfo=clock), 2),
        (datetime(2026, 1, 1, tzinfo=clock), 2),
    ]


def test_a_list_is_right_before_a_month_whose_first_hour_comes_twice(settings):
    settings.TIME_ZONE = "America/Havana"
    count_by("America/Havana")
    make_article("Live", publish_at=datetime(2026, 10, 3, tzinfo=UTC))
    make_article("Gepland", publish_at=datetime(2026, 11, 1, 4, 30, tzinfo=UTC))

    with shown_at(datetime(2026, 10, 20, tzinfo=UTC)):
        assert titles_on_pages(Shelf.of_everything(), 2) == ["Live"]


def count_by(zone: str) -> None:
    """Have the triggers count by another clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION blog_zone() RETURNS text IMMUTABLE LANGUAGE sql "
            f"AS $$ SELECT '{zone}'::text $$"
        )
        cursor.execute("SELECT blog_list_anew()")


def test_a_far_page_reads_no_more_than_its_month(django_assert_num_queries):
    for number in range(30):
        make_article(f"Nummer {number:02}", publish_at=NOW - timedelta(days=20 * number))
    with shown_at(NOW), django_assert_num_queries(3):
        page = Shelf.of_everything().pages(10).page(3)
        titles = [article.title for article in page]

    assert titles == [f"Nummer {number}" for number in range(20, 30)]
