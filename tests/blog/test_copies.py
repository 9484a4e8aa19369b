"""A copy of an article: a draft of its own, at an address that reaches it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import Article, ArticleState
from blog.models.article_content import ArticleContent
from coaching_site.versions.version import VersionOrigin
from tests.at_once import at_once
from tests.blog.article_steps import LIST, live, start, state, step
from tests.factories import make_author, make_series, make_topic, make_user

pytestmark = pytest.mark.django_db


def test_a_copy_is_a_draft_of_its_own_with_everything_but_the_moments(desk, coach):
    author, topic, series = make_author(), make_topic(), make_series()
    now = timezone.now()
    article = live(
        authors=(author.pk,),
        topics=(topic.pk,),
        series=series.pk,
        part=2,
        summary="Kort.",
        publish_at=now,
        end_at=now + timedelta(days=9),
    )
    article.save_version(
        ArticleContent(title="Beter", slug="loslaten", authors=(author.pk,)), by=None, based_on=1
    )

    answer = step(desk, article, "duplicate")

    copy = Article.objects.latest("pk")
    assert answer.redirect_chain == [(f"{LIST}{copy.pk}/change/", 302)]
    assert (copy.title, copy.slug, copy.state) == (
        "Kopie van Beter",
        "kopie-van-beter",
        ArticleState.DRAFT,
    )
    version = copy.versions.get()
    assert (version.origin, version.created_by) == (VersionOrigin.COPIED, coach)
    assert version.read().authors == (author.pk,)
    assert (version.read().publish_at, version.read().end_at) == (None, None)
    assert state(article) == ArticleState.LIVE


def test_a_copy_of_a_copy_and_of_the_longest_title_have_addresses_that_reach_them(desk):
    article = start(title="a" * 160)

    for _time in range(2):
        step(desk, article, "duplicate")

    copies = Article.objects.exclude(pk=article.pk)
    assert {len(copy.title) for copy in copies} == {160}
    assert len({copy.slug for copy in copies}) == 2


@pytest.mark.django_db(transaction=True)
def test_a_second_click_at_the_same_moment_makes_a_second_copy():
    people = [Client() for _number in range(4)]
    coach = make_user("coach", superuser=True)
    for person in people:
        person.force_login(coach)
    article = start()

    def click(person: Client) -> int:
        return person.post(f"{LIST}{article.pk}/duplicate/").status_code

    assert at_once(click, people) == [302] * len(people)
    copies = Article.objects.exclude(pk=article.pk).values_list("slug", flat=True)
    assert len(set(copies)) == len(people)
