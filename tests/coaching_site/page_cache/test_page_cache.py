"""Pages come from memory for as long as nothing in them changed, and not a moment longer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from blog.models import Article, AskedQuestion, AskedSubject, Comment, Topic
from blog.models.article_content import ArticleContent
from coaching_site.models import Page, SiteSettings
from contact.models import Offer
from tests.coaching_site.page_cache.addresses import (
    ARTICLES,
    EVERYTHING,
    FEED,
    LIST,
    LISTS,
    MISSING,
    ONE,
    SITEMAP,
)
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db(transaction=True)


def one() -> Article:
    return Article.objects.get(slug="een")


def raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def mark(title: str, article: Article | None) -> None:
    """Put the public comment among the questions about a subject."""
    subject = AskedSubject.objects.create(title=title, article=article)
    AskedQuestion.objects.create(subject=subject, comment=one().comments.get(state="approved"))


CHANGES = {
    "a question gets its answer": (
        lambda: mark("Kring", Article.objects.get(slug="ander")),
        [ONE],
    ),
    "a subject loses its article": (
        lambda: AskedSubject.objects.update(article=None),
        [ONE],
    ),
    "a comment is approved": (
        lambda: Comment.objects.filter(state="pending").update(state="approved"),
        [*ARTICLES, *LISTS, FEED, SITEMAP],
    ),
    "a comment is shortened": (
        lambda: one().comments.filter(state="approved").update(text="Kort."),
        [ONE],
    ),
    "a comment is removed": (
        lambda: one().comments.filter(state="approved")[0].delete(),  # noqa: PLW0108 (not yet)
        [*ARTICLES, *LISTS, FEED, SITEMAP],
    ),
    "a text is corrected": (
        lambda: Article.objects.filter(slug="een").update(body_html="<p>Beter.</p>"),
        [ONE, FEED, SITEMAP],
    ),
    "a title is changed": (
        lambda: Article.objects.filter(slug="een").update(title="Anders"),
        [*ARTICLES, *LISTS, FEED, SITEMAP],
    ),
    "another article is published": (
        lambda: make_article("Nieuw"),
        [*ARTICLES, *LISTS, FEED, SITEMAP],
    ),
    "an article is planned": (
        lambda: make_article("Straks", publish_at=timezone.now() + timedelta(hours=1)),
        [*ARTICLES, *LISTS, FEED, SITEMAP],
    ),
    "an article loses its author": (
        lambda: one().bylines.all().delete(),
        [*ARTICLES, *LISTS, FEED, SITEMAP],
    ),
    "a cover is described": (
        lambda: raw("UPDATE blog_image SET alternative_text = 'Een deur' WHERE id IN "
                    "(SELECT cover_id FROM blog_article WHERE slug = 'een')"),
        [*ARTICLES, *LISTS, FEED, SITEMAP],
    ),
    "an author is renamed": (
        lambda: raw("UPDATE blog_author SET name = 'Noor Vermeer'"),
        EVERYTHING,
    ),
    "a topic is renamed": (lambda: Topic.objects.update(name="In de klas"), EVERYTHING),
    "an offer is changed": (lambda: Offer.objects.update(title="Ander traject"), EVERYTHING),
    "a page is renamed": (lambda: Page.objects.update(title="Over mij"), EVERYTHING),
    "the practice is renamed": (
        lambda: SiteSettings.objects.update(practice_name="De Kantlijn"),
        EVERYTHING,
    ),
    "sixty articles are changed at once": (
        lambda: [make_article(f"Artikel {number}") for number in range(60)]
        and raw("UPDATE blog_article SET summary = 'Kort.'"),
        [*ARTICLES, *LISTS, FEED, SITEMAP],
    ),
    "an article is taken offline": (
        lambda: one().unpublish(),
        [*ARTICLES, *LISTS, FEED, SITEMAP],
    ),
    "an article goes to the trash": (
        lambda: Article.objects.get(slug="ander").move_to_trash(),
        [*ARTICLES, *LISTS, FEED, SITEMAP],
    ),
    "the blog is emptied": (lambda: raw("TRUNCATE blog_article CASCADE"), EVERYTHING),
}  # fmt: skip
UNSEEN = {
    "a draft": lambda: Article.objects.filter(slug="concept").update(title="Anders"),
    "a waiting comment": lambda: Comment.objects.filter(state="pending").update(text="Anders"),
    "a question without an answer": lambda: mark("Rust", None),
    "spam": lambda: Comment.objects.filter(state="pending").update(state="spam"),
    "the same title": lambda: Article.objects.filter(slug="een").update(title="een"),
    "a new draft": lambda: make_article("Nog een concept", publish_at=None),
    "a new image": make_image,
}


def test_a_change_is_seen_at_the_next_request_and_other_pages_stay(site):
    made = {}
    for name, (change, _pages) in CHANGES.items():
        change()
        made[name] = sorted(site.makes(*EVERYTHING))
        assert site.makes(*EVERYTHING) == []

    # What is missing is always made anew: at any address something may be by now.
    assert made == {name: sorted({*pages, MISSING}) for name, (_, pages) in CHANGES.items()}


def test_what_readers_cannot_see_tells_nothing(site):
    made = {}
    for name, change in UNSEEN.items():
        change()
        made[name] = site.makes(*EVERYTHING)

    assert made == {name: [] for name in UNSEEN}


def test_a_corrected_word_leaves_the_lists_alone(site):
    article = one()
    authors, topics = (
        [*related.values_list("pk", flat=True)] for related in (article.authors, article.topics)
    )
    content = ArticleContent(
        title="een", slug="een", body="<p>Een zin.</p>", cover=article.cover_id,
        series=article.series_id, authors=authors, topics=topics, publish_at=article.publish_at,
    )  # fmt: skip
    article.publish(article.save_version(content, by=None, based_on=0), by=None)
    site.makes(*EVERYTHING)

    content = replace(content, body="<p>Een betere zin.</p>")
    article.publish(article.save_version(content, by=None, based_on=1), by=None)

    assert site.makes(*EVERYTHING) == [ONE, FEED, SITEMAP, MISSING]


def test_nothing_is_told_of_what_is_rolled_back_or_not_committed_yet(site):
    with transaction.atomic():
        Article.objects.filter(slug="een").update(title="Nooit")
        with ThreadPoolExecutor(1) as other:
            assert other.submit(site.makes, *EVERYTHING).result() == []
        transaction.set_rollback(True)

    assert site.makes(*EVERYTHING) == []


def test_an_article_appears_and_ends_at_its_moment(site):
    begin, end = timezone.now() + timedelta(hours=1), timezone.now() + timedelta(hours=2)
    make_article("Straks", slug="straks", publish_at=begin, end_at=end)
    site.makes(LIST, "/artikelen/straks/")

    with time_machine.travel(begin - timedelta(seconds=1)):
        assert site.makes(LIST, "/artikelen/straks/") == []
    with time_machine.travel(begin):
        assert "Straks" in site.get(LIST).text
        assert site.get("/artikelen/straks/").status == 200
        assert site.makes(LIST) == []
    with time_machine.travel(end):
        assert "Straks" not in site.get(LIST).text
        assert site.get("/artikelen/straks/").status == 404


def test_a_conversation_closes_at_its_moment(site):
    Article.objects.filter(slug="een").update(comments_close_after_days=30)
    site.hear()
    closes = one().comments_close_at
    assert closes
    assert "Schrijf een reactie" in site.get(ONE).text

    with time_machine.travel(closes - timedelta(seconds=1)):
        assert site.makes(ONE) == []
    with time_machine.travel(closes):
        assert "Schrijf een reactie" not in site.get(ONE).text


def test_a_former_address_that_comes_by_itself_is_heard(site):
    one().former_slugs.create(slug="er-is-niets")

    assert site.makes(MISSING) == [MISSING]
    assert site.get(MISSING).status == 301


def test_what_changes_while_a_page_is_made_is_in_the_next_one(site):
    def approve_meanwhile() -> None:
        site.meanwhile = lambda: None
        Comment.objects.filter(state="pending").update(state="approved", text="Net op tijd.")
        site.hear()

    Article.objects.filter(slug="een").update(title="Anders")
    site.hear()
    site.meanwhile = approve_meanwhile
    assert "Net op tijd." not in site.get(ONE).text

    assert "Net op tijd." in site.get(ONE).text
