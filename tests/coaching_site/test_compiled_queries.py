"""Queries of which Django writes the SQL once per process."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from blog.models import Article
from coaching_site.compiled_queries import CompiledQuery, PlannedQuery
from coaching_site.time.clock import shown_at
from tests.factories import make_article


@pytest.mark.django_db
def test_a_compiled_query_asks_anew_with_its_values_and_at_its_moment(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    find = CompiledQuery(lambda slug: Article.objects.published().filter(slug=slug), slug="-slug-")
    first, second = make_article(slug="een"), make_article(slug="twee")
    planned = make_article(slug="later", publish_at=timezone.now() + timedelta(days=2))

    with django_assert_num_queries(4):
        assert find(slug="een") == [first]
        assert find(slug="twee") == [second]
        assert find(slug="later") == []
        with shown_at(timezone.now() + timedelta(days=3)):
            assert find(slug="later") == [planned]
    Article.objects.filter(pk=first.pk).update(title="Anders")
    assert find(slug="een")[0].title == "Anders"


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["100% 'ja' en %s", "%(naam)s", r"\ achterstevoren", "$1"])
def test_what_is_always_asked_stands_in_the_query_as_it_was_meant(title: str) -> None:
    find = CompiledQuery(
        lambda slug: Article.objects.filter(title=title, slug=slug, part__in=[1, 2]), slug="-slug-"
    )
    article = make_article(slug="een", title=title, part=2)
    make_article(slug="twee", title="anders", part=2)

    assert find(slug="een") == [article]
    assert find(slug="twee") == []


@pytest.mark.django_db
def test_one_of_takes_any_number_of_values() -> None:
    find = CompiledQuery(lambda ids: Article.objects.filter(pk__one_of=ids), ids=[-1])
    articles = [make_article() for _ in range(3)]
    for number in range(4):
        some = articles[:number]
        assert {found.pk for found in find(ids=[each.pk for each in some])} == {
            each.pk for each in some
        }


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "kept"), [(CompiledQuery, 1), (PlannedQuery, 0)])
def test_only_a_query_that_may_do_so_keeps_its_plan(kind: type[CompiledQuery], kept: int) -> None:
    find = kind(lambda slug: Article.objects.filter(slug=slug, part=kept), slug="-slug-")
    article = make_article(slug="een", part=kept)
    for _ in range(10):
        assert find(slug="een") == [article]
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT count(*), count(*) FILTER (WHERE custom_plans > 0)
            FROM pg_prepared_statements WHERE statement ~ 'part. = '
        """)
        assert cursor.fetchone() == (kept, 0)
