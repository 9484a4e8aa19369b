"""Pages come from memory for as long as nothing in them changed, and not a moment longer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from blog.models import Article, Comment, Topic
from blog.models.article_content import ArticleContent
from coaching_site.models import Page, SiteSettings
from coaching_site.page_cache.decorators import patch_cache_policy
from coaching_site.page_cache.layer import policy_of
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
from tests.factories import (
    make_article,
    make_image,
)
from tests.page_visitor import cached_site

pytestmark = pytest.mark.django_db(transaction=True)


def one() -> Article:
    return Article.objects.get(slug="een")


def raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


CHANGES = {
    "a comment is approved": (
        lambda: Comment.objects.filter(state="pending").update(state="approved"),
        [ONE],
    ),
    "a comment is removed": (
        lambda: one().comments.filter(state="approved")[0].delete(),  # noqa: PLW0108 (not yet)
        [ONE],
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


def test_a_page_is_the_same_under_every_name_of_the_site(site, settings):
    settings.ALLOWED_HOSTS = ["www.praktijk.example", "praktijk.example"]
    names = ("www.praktijk.example", "praktijk.example:8080")

    for address in EVERYTHING:
        one, other = (site.get(address, HTTP_HOST=name).body for name in names)
        assert one == other


def test_a_page_is_kept_once_for_all_names_and_a_strange_name_is_refused(site, settings):
    settings.ALLOWED_HOSTS = ["www.praktijk.example", ".praktijk.example"]
    with cached_site() as other:
        for name in ("www.praktijk.example", "www.praktijk.example:8080", "praktijk.example"):
            assert other.get(ONE, HTTP_HOST=name).status == 200
        assert other.made == [ONE]
        for _twice in range(2):
            assert other.get(ONE, HTTP_HOST="elders.example").status == 400


def test_nothing_is_told_of_what_is_rolled_back_or_not_committed_yet(site):
    with transaction.atomic():
        Article.objects.filter(slug="een").update(title="Nooit")
        with ThreadPoolExecutor(1) as other:
            assert other.submit(site.makes, *EVERYTHING).result() == []
        transaction.set_rollback(True)

    assert site.makes(*EVERYTHING) == []


def test_a_page_that_is_kept_is_the_page_that_was_made(site):
    kept = site.get(ONE)
    with cached_site() as another:
        made = another.get(ONE)

    assert another.made == [ONE]
    assert (kept.status, kept.body) == (made.status, made.body)
    assert kept.headers == made.headers
    assert kept.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Set-Cookie" not in kept.headers


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


@pytest.mark.parametrize(
    ("address", "environ"),
    [
        (ONE, {"HTTP_COOKIE": "sessionid=abc"}),
        (f"{ONE}?utm_source=brief", {}),
        ("/artikelen/?page=0", {}),
        (ONE, {"HTTP_X_FORWARDED_PROTO": "gopher"}),
        ("/artikelen/zoeken/?q=een", {}),
        ("/artikelen/een/reageren/", {}),
        ("/contact/", {}),
        ("/voorbeeld/onbekend/", {}),
        ("/admin/", {}),
        ("/healthz", {}),
    ],
)
def test_who_may_see_something_else_passes_by(site, address, environ):
    site.get(address, **environ)

    before = len(site.made)
    site.get(address, **environ)
    assert len(site.made) == before + 1


def test_another_method_passes_by(site):
    assert site.get(ONE, method="OPTIONS").status == 405
    assert site.made[-1] == ONE


def test_a_cookie_that_is_no_session_changes_nothing(site):
    site.get(ONE, HTTP_COOKIE="csrftoken=abc")

    assert site.made[-1] != ONE


def test_what_has_one_page_is_kept_once_whatever_number_is_asked_for(site):
    before = len(site.cache.pages)

    assert site.makes(*[f"{ONE}?page={number}" for number in range(1, 20)]) != []
    assert site.get("/artikelen/archief/002026/1/").status == 404
    assert len(site.cache.pages) == before


def test_an_article_whose_conversation_is_over_is_kept(site):
    Article.objects.filter(slug="een").update(
        comments_close_after_days=1, publish_at=timezone.now() - timedelta(days=3)
    )

    assert site.makes(ONE, ONE) == [ONE]


def test_no_header_of_a_visitor_gets_into_an_address(site):
    Article.objects.filter(slug="een").update(title="Anders")
    site.hear()

    assert "/evil" not in site.get(ONE, SCRIPT_NAME="/evil").text


def test_what_is_not_there_is_never_called_unchanged(site):
    assert site.get(MISSING, HTTP_IF_NONE_MATCH="*").status == 404


def test_a_former_address_that_comes_by_itself_is_heard(site):
    one().former_slugs.create(slug="er-is-niets")

    assert site.makes(MISSING) == [MISSING]
    assert site.get(MISSING).status == 301


def test_pages_of_a_list_are_kept_each(site):
    for number in range(15):
        make_article(f"Artikel {number}", publish_at=timezone.now() - timedelta(days=9))

    assert site.makes(LIST, f"{LIST}?page=2", LIST, f"{LIST}?page=2") == [LIST, f"{LIST}?page=2"]


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


def test_no_more_is_kept_than_fits_and_the_oldest_goes_first():
    for number in range(8):
        make_article(f"Artikel {number}", slug=f"artikel-{number}")
    addresses = [f"/artikelen/artikel-{number}/" for number in range(8)]
    with cached_site(megabytes=0.05) as small:
        small.makes(*addresses)
        assert small.cache.pages.bytes <= small.cache.pages.max_bytes
        assert 1 < len(small.cache.pages) < 8
        assert small.makes(addresses[7]) == []
        assert small.makes(addresses[0]) == [addresses[0]]


def test_trying_addresses_pushes_no_page_out(site):
    for number in range(60):
        site.get(f"/artikelen/niets-{number}/")

    assert site.makes(*EVERYTHING) == [MISSING]
    assert site.cache.missing.bytes <= site.cache.missing.max_bytes


@pytest.mark.parametrize("trace", ["cookie", "vary", "stream"])
def test_a_page_that_knows_its_visitor_is_never_kept(trace):
    """A mistake in a view or a template may cost the cache, never somebody's secret."""
    response = StreamingHttpResponse() if trace == "stream" else HttpResponse()
    if trace == "cookie":
        response.set_cookie("naam", "Noor")
    if trace == "vary":
        response["Vary"] = "Cookie"

    patch_cache_policy(response)
    assert policy_of(response) is None

    of_everyone = HttpResponse()
    patch_cache_policy(of_everyone)
    assert policy_of(of_everyone) is not None
