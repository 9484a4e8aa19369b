"""Conversations in pages: their order, permanent addresses, places that are kept, the count."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Article, Comment, ConversationSettings
from coaching_site.accounts.models import User
from tests.factories import make_article, make_author, make_comment
from tests.page_visitor import cached_site
from tests.shown import words_in_each

pytestmark = pytest.mark.django_db

SHOWN = re.compile(r'<article class="comment[^>]* id="reactie-(\d+)"')
HIDDEN = ["unconfirmed", "pending", "refused", "spam", "private", "removed", "withdrawn"]


def make_threads(article: Article, count: int) -> list[Comment]:
    """Make first comments, an hour after each other."""
    begin = timezone.now() - timedelta(days=30)
    return [
        make_comment(article, f"Draad {number}.", created_at=begin + timedelta(hours=number))
        for number in range(count)
    ]


def shown_at(client: Client, address: str) -> list[int]:
    """Return the numbers of the comments on a page, in their order."""
    return [int(number) for number in SHOWN.findall(client.get(address).content.decode())]


def numbers(comments: list[Comment]) -> list[int]:
    return [comment.pk for comment in comments]


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_thirty_threads_stand_on_a_page_oldest_first(client: Client, article: Article) -> None:
    threads = numbers(make_threads(article, 61))
    pages = f"{article.get_absolute_url()}reacties/"
    assert shown_at(client, article.get_absolute_url()) == threads[:30]
    assert shown_at(client, pages) == threads[:30]
    assert shown_at(client, f"{pages}?page=2") == threads[30:60]
    assert shown_at(client, f"{pages}?page=3") == threads[60:]


def test_a_reader_may_begin_with_the_newest(client: Client, article: Article) -> None:
    threads = make_threads(article, 31)
    answer = make_comment(article, parent=threads[0])
    newest = f"{article.get_absolute_url()}reacties/nieuwste/"
    assert f'href="{newest}"' in client.get(article.get_absolute_url()).content.decode()
    assert shown_at(client, newest) == numbers(threads[:0:-1])
    assert shown_at(client, f"{newest}?page=2") == [threads[0].pk, answer.pk]


def test_each_page_leads_to_the_next_and_to_the_one_before(
    client: Client, article: Article
) -> None:
    make_threads(article, 61)
    first = article.get_absolute_url()
    pages = f"{first}reacties/"
    ways = re.compile(r'href="([^"]*)" rel="(next|prev)"')
    at = {
        address: dict(map(reversed, ways.findall(client.get(address).content.decode())))
        for address in (first, f"{pages}?page=2", f"{pages}?page=3", f"{pages}nieuwste/?page=2")
    }
    assert list(at.values()) == [
        {"next": f"{pages}?page=2"},
        {"next": f"{pages}?page=3", "prev": first},
        {"prev": f"{pages}?page=2"},
        {"next": f"{pages}nieuwste/?page=3", "prev": f"{pages}nieuwste/"},
    ]


def test_all_answers_stand_below_what_they_answer_whatever_the_page(
    client: Client, article: Article
) -> None:
    threads = make_threads(article, 31)
    answers = [make_comment(article, parent=threads[30]) for _ in range(40)]
    page = f"{article.get_absolute_url()}reacties/?page=2"
    assert shown_at(client, page) == [threads[30].pk, *numbers(answers)]
    assert words_in_each(client.get(page), "comments__title") == ["71 reacties"]


@pytest.mark.parametrize(
    "page", ["0", "-1", "01", "2", "x", "1.5", "99999999999999999999", "²", ""]
)
def test_a_page_that_is_not_there_is_not_found(client: Client, article: Article, page: str) -> None:
    make_threads(article, 30)
    for address in ("reacties/", "reacties/nieuwste/"):
        answer = client.get(f"{article.get_absolute_url()}{address}", {"page": page})
        assert answer.status_code == 404


def test_the_conversation_of_what_nobody_may_read_is_not_found(client: Client) -> None:
    draft = make_article(publish_at=None)
    off = make_article(conversation="off")
    assert ConversationSettings.load().conversation == "on"
    for article in (draft, off):
        comment = make_comment(article)
        for below in ("", "nieuwste/", "feed/"):
            address = f"/artikelen/{article.slug}/reacties/{below}"
            assert client.get(address).status_code == 404
        assert client.get(comment.get_absolute_url()).status_code == 404


def test_a_former_address_leads_to_the_same_page(client: Client, article: Article) -> None:
    make_threads(article, 31)
    article.former_slugs.create(slug="vroeger")
    for below in ("reacties/?page=2", "reacties/nieuwste/?page=2", "reacties/feed/"):
        answer = client.get(f"/artikelen/vroeger/{below}")
        assert (answer.status_code, answer["Location"]) == (
            301,
            f"{article.get_absolute_url()}{below}",
        )


def test_a_permanent_address_leads_to_the_page_on_which_a_comment_stands(
    client: Client, article: Article
) -> None:
    moment = timezone.now() - timedelta(days=40)
    at_once = [make_comment(article, created_at=moment) for _ in range(3)]
    comments = [*at_once, *make_threads(article, 56)]
    answer = make_comment(article, parent=comments[29])
    comments.insert(30, answer)
    for place, comment in enumerate(comments):
        leads_to = client.get(comment.get_absolute_url())["Location"]
        page, _hash, anchor = leads_to.partition("#")
        assert anchor == f"reactie-{comment.pk}"
        assert comment.pk in shown_at(client, page)
        assert page.endswith("?page=2") == (place > 30) == (page != article.get_absolute_url())


def test_the_time_of_a_comment_is_its_permanent_address(client: Client, article: Article) -> None:
    comment = make_comment(article)
    page = client.get(article.get_absolute_url()).content.decode()
    assert f'<a class="comment__time" href="/reactie/{comment.pk}/" rel="nofollow"><time' in page


@pytest.mark.parametrize("state", HIDDEN)
def test_a_comment_that_is_not_public_answers_as_an_unknown_number(
    client: Client, article: Article, state: str
) -> None:
    comment = make_comment(article, state=state)
    make_comment(article, parent=comment)
    unknown = client.get("/reactie/999999/")
    answer = client.get(comment.get_absolute_url())
    assert (answer.status_code, answer.content) == (404, unknown.content)
    assert sorted(answer.headers.items()) == sorted(unknown.headers.items())


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("removed", "Verwijderd door de redactie"),
        ("spam", "Verwijderd door de redactie"),
        ("private", "Verwijderd door de redactie"),
        ("withdrawn", "Verwijderd door de schrijver"),
        ("pending", "Deze reactie is nu niet te lezen"),
    ],
)
def test_what_was_answered_keeps_its_place_when_it_goes(
    client: Client, article: Article, state: str, words: str
) -> None:
    threads = make_threads(article, 31)
    answer = make_comment(article, parent=threads[1])
    Comment.objects.filter(pk=threads[1].pk).update(state=state)
    page = client.get(article.get_absolute_url())
    assert words_in_each(page, "comments__closed") == [words]
    assert shown_at(client, article.get_absolute_url()) == [
        threads[0].pk,
        answer.pk,
        *numbers(threads[2:30]),
    ]
    assert client.get(answer.get_absolute_url())["Location"].endswith(f"/#reactie-{answer.pk}")
    assert client.get(threads[30].get_absolute_url())["Location"].endswith(
        f"/reacties/?page=2#reactie-{threads[30].pk}"
    )


def test_what_nobody_may_read_takes_no_place(client: Client, article: Article) -> None:
    shown = make_threads(article, 30)
    for state in HIDDEN:
        hidden = make_comment(article, state=state, created_at=shown[0].created_at)
        make_comment(article, parent=hidden, state=state)
    page = client.get(article.get_absolute_url())
    assert shown_at(client, article.get_absolute_url()) == numbers(shown)
    assert words_in_each(page, "comments__title") == ["30 reacties"]
    assert words_in_each(page, "comments__closed") == []
    assert 'rel="next"' not in page.content.decode()


def test_a_page_costs_as_many_queries_with_120_comments_as_with_one(
    client: Client, article: Article
) -> None:
    author = make_author()
    make_comment(article)
    addresses = [article.get_absolute_url(), f"{article.get_absolute_url()}reacties/nieuwste/"]
    queries_of(client, addresses[0])
    with_one = [queries_of(client, address) for address in addresses]
    for thread in make_threads(article, 40):
        make_comment(article, parent=thread)
        make_comment(article, parent=thread, author=author)
    Comment.objects.filter(pk=Comment.objects.threads_about(article)[0].pk).update(state="removed")
    assert [queries_of(client, address) for address in addresses] == with_one


@pytest.mark.django_db(transaction=True)
def test_an_approval_is_seen_at_once_on_every_page_that_it_moves() -> None:
    article = make_article()
    threads = make_threads(article, 31)
    first, second = article.get_absolute_url(), f"{article.get_absolute_url()}reacties/?page=2"
    feed = f"{first}reacties/feed/"
    waiting = make_comment(article, state="pending", created_at=threads[0].created_at)
    with cached_site() as site:
        site.makes(first, second, feed)
        assert site.makes(first, second, feed) == []
        Comment.objects.filter(pk=waiting.pk).update(state="approved")
        assert site.makes(first, second, feed) == [first, second, feed]
        assert f"reactie-{waiting.pk}" in site.get(first).text
        assert f"reactie-{threads[29].pk}" in site.get(second).text


def test_a_moderator_is_led_to_the_comment_itself(
    client: Client, article: Article, coach: User
) -> None:
    comment = make_comment(article)
    client.force_login(coach)
    page = client.get(f"/admin/blog/comment/{comment.pk}/change/").content.decode()
    assert f'href="/reactie/{comment.pk}/"' in page
