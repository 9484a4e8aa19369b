"""What the page cache keeps of a conversation is never older than what became of it."""

from collections.abc import Iterator

import pytest

from blog.asked_subjects.drafting import article_about
from blog.models import Article, AskedSubject
from coaching_site.accounts.models import User
from tests.factories import make_article, make_comment
from tests.page_visitor import CachedSite, cached_site

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/artikelen/rust/", "/artikelen/rust/reacties/nieuwste/"]


@pytest.fixture
def article() -> Article:
    return make_article("Rust", slug="rust")


@pytest.fixture
def site() -> Iterator[CachedSite]:
    with cached_site() as site:
        yield site


def read(site: CachedSite) -> list[str]:
    site.hear()
    return [site.get(page).text for page in PAGES]


def test_where_a_question_is_answered_is_said_while_readers_can_go_there(
    site: CachedSite, article: Article, coach: User
) -> None:
    subject = AskedSubject.objects.create(title="Kringgesprekken")
    subject.take(make_comment(article))
    read(site)
    answer, _is_new = article_about(subject, by=coach)
    answer.publish(answer.newest_version, by=None)
    assert ["Kringgesprekken" in page for page in read(site)] == [True, True]
    answer.unpublish()
    assert ["Kringgesprekken" in page for page in read(site)] == [False, False]


def test_an_empty_place_says_what_became_of_the_comment(
    site: CachedSite, article: Article, coach: User
) -> None:
    comment = make_comment(article)
    make_comment(article, "Een antwoord.", parent=comment)
    for number in range(3):
        comment.report(submission=f"{number}", source=f"{number}", reason="other", words="")
    assert ["nu niet te lezen" in page for page in read(site)] == [True, True]
    comment.refuse(by=coach)
    assert ["Verwijderd door de redactie" in page for page in read(site)] == [True, True]
    comment.withdraw()
    assert ["Verwijderd door de schrijver" in page for page in read(site)] == [True, True]
