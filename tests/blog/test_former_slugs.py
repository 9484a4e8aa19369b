"""Old addresses: they lead to where the article is now, and are never given to another one."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Article, ArticleVersion, FormerSlug
from blog.models.article_content import ArticleContent
from coaching_site.http.slugs import free_slug
from tests.factories import make_article

pytestmark = pytest.mark.django_db

NEVER = "/artikelen/nooit-geweest/"


def save(article: Article, slug: str, **fields: Any) -> ArticleVersion:
    newest = article.newest_version
    content = ArticleContent(title="Loslaten", slug=slug, **fields)
    return article.save_version(content, by=None, based_on=newest.number if newest else 0)


def publish(article: Article, slug: str, **fields: Any) -> None:
    article.publish(save(article, slug, **fields), by=None)


def start(slug: str, **fields: Any) -> Article:
    return Article.start(ArticleContent(title="Loslaten", slug=slug, **fields), by=None)


def live(*slugs: str) -> Article:
    """Return an article that was published under each of these slugs."""
    article = start(slugs[0])
    for slug in slugs:
        publish(article, slug)
    return article


def former(article: Article) -> set[str]:
    return set(article.former_slugs.values_list("slug", flat=True))


def leads_to(client: Client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, answer.headers.get("Location", "")


def test_an_old_link_leads_to_the_present_address_with_its_query(client):
    live("eerst", "dan")

    assert leads_to(client, "/artikelen/eerst/?van=mail&x=1") == (
        301,
        "/artikelen/dan/?van=mail&x=1",
    )
    assert client.get("/artikelen/dan/").status_code == 200


def test_every_former_address_leads_there_in_one_step(client):
    live("een", "twee", "drie")

    assert leads_to(client, "/artikelen/een/") == (301, "/artikelen/drie/")
    assert leads_to(client, "/artikelen/twee/") == (301, "/artikelen/drie/")


def test_an_address_that_is_taken_up_again_is_no_former_one(client):
    article = live("een", "twee", "een")

    assert former(article) == {"twee"}
    assert client.get("/artikelen/een/").status_code == 200
    assert leads_to(client, "/artikelen/twee/") == (301, "/artikelen/een/")


def test_a_browser_asks_again_so_that_going_back_and_forth_never_makes_a_circle(client):
    live("een", "twee")

    assert client.get("/artikelen/een/")["Cache-Control"] == "no-cache"


def test_the_form_for_comments_moves_along_and_what_was_typed_with_it(client):
    live("een", "twee")

    assert leads_to(client, "/artikelen/een/reageren/?op=4") == (
        301,
        "/artikelen/twee/reageren/?op=4",
    )
    answer = client.post("/artikelen/een/reageren/", {"text": "Mooi."})
    assert (answer.status_code, answer["Location"]) == (308, "/artikelen/twee/reageren/")


def test_a_draft_that_is_renamed_leaves_nothing(client):
    article = start("een")
    save(article, "twee")
    publish(article, "drie")

    assert former(article) == set()
    assert client.get("/artikelen/een/").status_code == 404


def test_a_scheduled_article_that_is_renamed_leaves_nothing():
    tomorrow = timezone.now() + timedelta(days=1)
    article = start("een", publish_at=tomorrow)
    publish(article, "een", publish_at=tomorrow)
    publish(article, "twee", publish_at=tomorrow)

    assert former(article) == set()


def test_an_address_that_readers_knew_is_kept_while_the_article_is_a_draft_again(client):
    article = live("een")
    article.unpublish()
    save(article, "twee")
    assert client.get("/artikelen/een/").status_code == 404

    publish(article, "drie")

    assert former(article) == {"een"}
    assert leads_to(client, "/artikelen/een/") == (301, "/artikelen/drie/")


@pytest.mark.parametrize(
    "hide",
    [
        Article.unpublish,
        Article.move_to_trash,
        lambda article: publish(article, "twee", end_at=timezone.now()),
        lambda article: publish(article, "twee", publish_at=timezone.now() + timedelta(days=1)),
    ],
    ids=["draft", "trash", "ended", "scheduled"],
)
@pytest.mark.parametrize("tail", ["", "reageren/"])
def test_the_old_address_of_a_hidden_article_is_like_one_that_never_was(client, hide, tail):
    article = live("een", "twee")
    hide(article)

    hidden, never = client.get(f"/artikelen/een/{tail}"), client.get(f"{NEVER}{tail}")

    assert hidden.status_code == 404
    assert hidden.content == never.content
    assert hidden.headers == never.headers


def test_what_is_there_costs_no_query_more_and_what_is_not_one(client):
    live("een", "twee")

    def queries(path: str) -> list[bool]:
        """Return for each query whether it looks for old addresses."""
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return ["blog_formerslug" in query["sql"] for query in captured]

    assert not any(queries("/artikelen/twee/"))
    assert queries("/artikelen/een/") == [False, True]
    assert queries(NEVER).count(True) == 1


def test_a_former_address_is_offered_to_no_other_title():
    article = live("een", "twee")

    def slug_for(other: Article) -> str:
        taken = FormerSlug.objects.taken_from(other)
        return free_slug("Een", fallback="artikel", view_name="article_detail", taken=taken)

    assert slug_for(Article()) == "een-2"
    assert slug_for(article) == "een"


def test_a_former_address_is_refused_beside_the_field(desk):
    live("een", "twee")

    answer = desk.post(
        "/admin/blog/article/add/",
        {"title": "Ander", "slug": "een", "body": "<p>x</p>", "based_on": 0, "_save": "1"},
    )

    assert answer.context["adminform"].form.errors.as_data()["slug"][0].code == "taken"
    assert not Article.objects.filter(title="Ander").exists()


def test_an_address_that_a_waiting_change_will_need_is_refused_beside_the_field(desk):
    article = live("een")
    article.schedule_change(save(article, "twee"), timezone.now() + timedelta(days=1), by=None)

    answer = desk.post(
        "/admin/blog/article/add/",
        {"title": "Ander", "slug": "twee", "body": "<p>x</p>", "based_on": 0, "_save": "1"},
    )

    assert answer.context["adminform"].form.errors.as_data()["slug"][0].code == "taken"


def test_the_own_former_address_may_be_taken_up_again(desk):
    article = live("een", "twee")

    answer = desk.post(
        f"/admin/blog/article/{article.pk}/change/",
        {
            "title": "Loslaten",
            "slug": "een",
            "body": "<p>x</p>",
            "based_on": article.newest_version.number,
            "_publish": "1",
        },
    )

    article.refresh_from_db()
    assert answer.status_code == 302
    assert (article.slug, former(article)) == ("een", {"twee"})


def test_a_version_that_wants_the_former_address_of_another_goes_live_at_its_own():
    other = start("ander")
    publish(other, "ander")
    late = save(other, "een")
    live("een", "twee")

    other.publish(late, by=None)

    other.refresh_from_db()
    assert other.slug == "ander"


def test_a_draft_that_wants_the_address_of_another_is_put_back_at_its_own():
    article = live("een")
    save(article, "twee")
    start("twee")
    article.unpublish()

    article.restore(article.versions.get(number=1), by=None, based_on=2)

    article.refresh_from_db()
    assert article.slug == "een"


@pytest.mark.parametrize(
    "give_away",
    [
        lambda: make_article(slug="een"),
        lambda: Article.objects.filter(slug="ander").update(slug="een"),
        lambda: FormerSlug.objects.create(slug="ander", article=Article.objects.get(slug="twee")),
    ],
    ids=["new", "renamed", "kept of another"],
)
def test_the_database_itself_gives_no_former_address_away(give_away):
    live("een", "twee")
    make_article(slug="ander")

    with pytest.raises(IntegrityError, match="slug"), transaction.atomic():
        give_away()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_get_the_address_that_one_of_them_leaves():
    article = live("een")
    leaving, refused = threading.Event(), []

    def take() -> None:
        leaving.wait(10)
        try:
            make_article(slug="een")
        except IntegrityError as error:
            refused.append(str(error))
        finally:
            connection.close()

    other = threading.Thread(target=take)
    other.start()
    with transaction.atomic():
        publish(article, "twee")
        leaving.set()
        # The other one now waits for this transaction, at the unique index.
        wait_until_somebody_waits()
    other.join(10)

    assert len(refused) == 1
    assert Article.objects.get(former_slugs__slug="een").slug == "twee"


def wait_until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _attempt in range(10_000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    pytest.fail("The other one did not wait.")


def test_an_article_that_is_deleted_for_good_frees_its_addresses():
    live("een", "twee").delete()

    assert make_article(slug="een").pk
