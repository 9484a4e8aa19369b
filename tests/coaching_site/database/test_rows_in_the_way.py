"""A migration with a new rule mends the rows that break it, or names them in one line."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)

NEWEST = [
    ("blog", "0005_keep_what_pages_rely_on"),
    ("contact", "0003_keep_what_pages_rely_on"),
    ("coaching_site", "0004_keep_what_pages_rely_on"),
]
BEFORE = [
    ("blog", "0004_key_of_comments"),
    ("contact", "0002_tell_page_caches"),
    ("coaching_site", "0003_count_uses"),
]


@pytest.fixture
def before() -> Iterator[None]:
    """Go back to the tables that the version before had, and forward again in the end."""
    migrate(BEFORE)
    yield
    run("TRUNCATE blog_article, blog_image, contact_offer, coaching_site_page CASCADE")
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


def migrate(to: list[tuple[str, str]]) -> None:
    MigrationExecutor(connection).migrate(to)


def rows(app: str, name: str, at: list[tuple[str, str]] = BEFORE) -> Any:
    """Return the rows of a table as it is at a state of the migrations."""
    models = MigrationExecutor(connection).loader.project_state(at).apps
    return models.get_model(app, name).objects


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_rows_are_mended_where_that_costs_nobody_a_word(before: None) -> None:
    articles = rows("blog", "Article")
    article, other = articles.create(slug="een"), articles.create(slug="twee")
    run(
        """UPDATE blog_article SET contents = '{"a": 1}', discussion_questions = '"Wat doe jij?"'
        WHERE id = %s""",
        article.pk,
    )
    run("UPDATE blog_article SET discussion_questions = 'null' WHERE id = %s", other.pk)
    image = rows("blog", "Image").create(alternative_text="Een klas")
    run("UPDATE blog_image SET file = 'een.webp', renditions = '[]' WHERE id = %s", image.pk)
    rows("blog", "FormerSlug").create(article_id=article.pk, slug="nooit te lezen")

    migrate(NEWEST)

    article.refresh_from_db()
    other.refresh_from_db()
    assert (article.contents, article.renderer_version) == ([], 0)
    assert article.discussion_questions == ["Wat doe jij?"]
    assert other.discussion_questions == []
    assert rows("blog", "Image").values_list("renditions", flat=True).get(pk=image.pk) == {}
    assert not rows("blog", "FormerSlug").exists()


def test_rows_that_somebody_has_to_look_at_are_named_by_number(before: None) -> None:
    article = rows("blog", "Article").create(title="Geheime titel", slug="geen adres")
    bare = rows("blog", "Image").create(file="", alternative_text="Een klas")
    with pytest.raises(CommandError) as raised:
        migrate(NEWEST)

    said = str(raised.value)
    assert said.endswith(
        f"article_has_a_slug: blog.article {article.pk}, image_has_a_file: blog.image {bare.pk}"
    )
    assert "\n" not in said
    assert "eheim" not in said
    assert "geen adres" not in said

    run("UPDATE blog_article SET slug = 'een-adres' WHERE id = %s", article.pk)
    run("DELETE FROM blog_image WHERE id = %s", bare.pk)
    migrate(NEWEST)
    assert MigrationExecutor(connection).migration_plan(NEWEST) == []


def test_offers_and_pages_without_an_address_are_named_too(before: None) -> None:
    offer = rows("contact", "Offer").create(title="Lezing", slug="geen adres")
    page = rows("coaching_site", "Page").create(title="Over", slug="")
    for table, pk, named in (
        ("contact_offer", offer.pk, f"offer_has_a_slug: contact.offer {offer.pk}"),
        ("coaching_site_page", page.pk, f"page_has_a_slug: coaching_site.page {page.pk}"),
    ):
        app = named.partition(": ")[2].partition(".")[0]
        own = [target for target in NEWEST if target[0] == app]
        with pytest.raises(CommandError, match=named):
            migrate(own)
        run(f"UPDATE {table} SET slug = 'een-adres' WHERE id = %s", pk)  # noqa: S608 (ours)
        migrate(own)


def test_moments_that_no_page_could_show_are_named_and_empty_ones_are_not(before: None) -> None:
    migrate(NEWEST)
    articles = rows("blog", "Article", at=NEWEST)
    far, _draft = articles.create(slug="een"), articles.create(slug="twee")
    run("UPDATE blog_article SET publish_at = '9999-12-31T23:00Z' WHERE id = %s", far.pk)
    newest = ("blog", "0006_keep_moments_in_reach")
    with pytest.raises(CommandError) as raised:
        migrate([newest])
    assert str(raised.value).endswith(
        f"migrate again. article_has_moments_in_reach: blog.article {far.pk}"
    )

    run("UPDATE blog_article SET publish_at = NULL WHERE id = %s", far.pk)
    migrate([newest])
