"""The first page of the admin says what was said since the last visit of who looks."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from blog.models import Article, Author, ConversationSettings, ConversationVisit
from coaching_site.accounts.models import User
from coaching_site.site.starting_rows import WRITERS
from tests.factories import make_article, make_author, make_comment, make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(microsecond=0)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def news(client: Client, at: datetime = NOW) -> list[str]:
    """Return the words of what is new to somebody who looks at a moment."""
    with time_machine.travel(at, tick=False):
        page = html.fromstring(client.get("/admin/").content.decode())
    return [words.text_content().strip() for words in page.cssselect(".home-news__words")]


@pytest.fixture
def writer_with_name() -> User:
    user = make_user()
    user.groups.add(Group.objects.get(name=WRITERS))
    make_author("Sem", user=user)
    return user


def test_what_came_since_the_last_visit_is_new_for_as_long_as_a_visit_lasts(
    coach: User, article: Article
) -> None:
    desk = browser_of(coach)
    make_comment(article, "Eerder", created_at=NOW - DAY)
    assert news(desk, NOW) == ["Eerder"]
    assert news(desk, NOW + HOUR) == ["Eerder"]
    make_comment(article, "Later", created_at=NOW + 2 * HOUR)
    assert news(desk, NOW + 3 * HOUR) == ["Later"]
    make_comment(article, "Net nog", created_at=NOW + 3.2 * HOUR)
    assert news(desk, NOW + 3.5 * HOUR) == ["Net nog", "Later"]
    assert news(desk, NOW + 5 * HOUR) == []


def test_a_first_visit_shows_the_last_month(coach: User, article: Article) -> None:
    make_comment(article, "Oud", created_at=NOW - 31 * DAY)
    make_comment(article, "Nieuw", created_at=NOW - 29 * DAY)
    assert news(browser_of(coach)) == ["Nieuw"]


def test_what_was_approved_later_is_new_from_then(coach: User, article: Article) -> None:
    desk = browser_of(coach)
    waiting = make_comment(article, "Gewacht", created_at=NOW - DAY, state="pending")
    assert news(desk, NOW) == []
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        waiting.approve(by=make_user())
    assert news(desk, NOW + 3 * HOUR) == ["Gewacht"]


def test_comments_on_her_own_articles_come_first_and_ten_at_most(
    coach: User, marit: Author
) -> None:
    own, other = make_article(authors=(marit,)), make_article()
    for minute in range(12):
        make_comment(other, f"Elders {minute}", created_at=NOW - timedelta(minutes=60 - minute))
    first = make_comment(own, "Bij mij", created_at=NOW - DAY)
    make_comment(own, "Antwoord", parent=first, created_at=NOW - HOUR * 5)
    make_comment(own, "Zelf gezegd", author=marit)
    make_comment(other, "Zelf gezegd", author=marit)
    shown = [f"Elders {minute}" for minute in range(11, 3, -1)]
    assert news(browser_of(coach)) == ["Antwoord", "Bij mij", *shown]


def test_a_writer_sees_what_was_said_about_her_own_articles_alone(
    writer_with_name: User, article: Article
) -> None:
    own = make_article(authors=(Author.objects.get(user=writer_with_name),))
    make_comment(own, "Bij mij")
    make_comment(article, "Elders")
    desk = browser_of(writer_with_name)
    assert news(desk, timezone.now()) == ["Bij mij"]
    assert "/admin/blog/comment/" not in desk.get("/admin/").content.decode()


def test_only_what_readers_see_is_news(coach: User) -> None:
    for state in ("unconfirmed", "pending", "refused", "spam", "private", "removed", "withdrawn"):
        make_comment(make_article(), state=state)
    make_comment(make_article(publish_at=None))
    make_comment(make_article(conversation="off"))
    desk = browser_of(coach)
    assert news(desk, timezone.now()) == []
    make_comment(make_article(), "Te zien")
    assert news(desk, timezone.now()) == ["Te zien"]
    ConversationSettings.objects.update(conversation="off")
    assert news(desk, timezone.now()) == []


def test_what_one_has_seen_is_still_new_to_another(coach: User, article: Article) -> None:
    make_comment(article, "Dag", created_at=NOW - HOUR)
    editor = make_user(superuser=True)
    for at in (NOW, NOW + 2 * HOUR):
        news(browser_of(coach), at)
    assert news(browser_of(editor), NOW + 2 * HOUR) == ["Dag"]
    assert ConversationVisit.objects.count() == 2


def test_who_neither_moderates_nor_writes_leaves_no_trace(article: Article) -> None:
    make_comment(article)
    assert news(browser_of(make_user()), timezone.now()) == []
    assert not ConversationVisit.objects.exists()


def test_news_costs_as_many_queries_with_ten_comments_as_with_one(
    coach: User, marit: Author
) -> None:
    desk = browser_of(coach)
    make_comment(make_article())
    news(desk)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.get("/admin/")
        counts.append(len(queries))
        for _ in range(10):
            make_comment(make_article(authors=(marit,)), author=make_author())
    assert counts[0] == counts[1]
