"""The plan for a change to a live article, in its form."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from blog.models import Article, ArticleState
from blog.tasks.versions import put_change_live
from tests.blog.article_versions import later, moment, page, post, refusals, start, words

pytestmark = pytest.mark.django_db


def test_a_change_is_planned_in_the_form_and_seen_at_its_minute(client, coach):
    article = start()
    at = later()

    response = post(client, article, "_publish", title="Vasthouden", **moment(at))

    assert response.status_code == 302, refusals(response)
    assert Article.objects.published().get().title == "Loslaten"
    assert (article.waiting_change.go_live_at, article.waiting_change.go_live_by) == (at, coach)
    html = words(client.get(page(article, "change")))
    assert "Versie 2 gaat online op" in html
    assert "Ingepland: lezers zien de wijzigingen vanaf" in html
    assert f'name="change_at_1" value="{timezone.localtime(at):%H:%M}"' in html
    with time_machine.travel(at):
        put_change_live(article.waiting_change.pk)
        assert Article.objects.published().get().title == "Vasthouden"


def test_publishing_at_once_leaves_a_planned_moment_for_what_it_is(client, coach):
    article = start()
    post(client, article, "_publish", title="Vasthouden", **moment(later()))

    response = post(client, article, "_publish", **moment(later()), _publish="now")

    assert response.status_code == 302, refusals(response)
    assert article.waiting_change is None
    assert Article.objects.published().get().title == "Vasthouden"


def test_a_plan_can_be_cancelled_from_the_form_without_losing_what_is_typed(client, coach):
    article = start()
    post(client, article, "_publish", title="Vasthouden", **moment(later()))

    post(client, article, "_cancel_change", title="Nog onaf")

    assert article.waiting_change is None
    assert article.newest_version.read().title == "Nog onaf"
    assert Article.objects.published().get().title == "Loslaten"


def test_saving_on_while_a_change_waits_says_what_goes_live(client, coach):
    article = start()
    at = later()
    post(client, article, "_publish", title="Vasthouden", **moment(at))

    post(client, article, "_save", title="Nog een idee", **moment(at))

    html = words(client.get(page(article, "change")))
    assert "hoort niet bij wat op" in html
    assert "dat is versie 2" in html
    assert article.waiting_change.number == 2


def test_publishing_at_once_says_that_the_plan_is_off(client, coach):
    article = start()
    post(client, article, "_publish", title="Vasthouden", **moment(later()))

    post(client, article, "_publish", title="Dringend")

    assert article.waiting_change is None
    assert Article.objects.published().get().title == "Dringend"
    assert "gaat niet door: die was ouder" in words(client.get(page(article, "change")))


def test_a_moment_without_the_button_that_plans_is_not_forgotten_in_silence(client, coach):
    article = start()

    post(client, article, "_save", title="Vasthouden", **moment(later()))

    assert article.waiting_change is None
    assert "Er is nog niets ingepland" in words(client.get(page(article, "change")))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (moment(timezone.now() - timedelta(hours=1)), {"change_at": ["past"]}),
        (moment(later()) | moment(later(minutes=30), "end_at"), {"end_at": ["order"]}),
        (moment(later(days=2), "publish_at"), {"publish_at": ["gap"]}),
        (moment(later(days=1)) | moment(later(days=2), "publish_at"), {"publish_at": ["gap"]}),
        ({"change_at_0": "32-13-2026"}, {"change_at": ["invalid"]}),
        ({"note": "x" * 201}, {"note": ["max_length"]}),
    ],
)
def test_a_change_that_would_come_to_nothing_is_refused_with_everything_kept(
    client, coach, fields, expected
):
    article = start()

    response = post(client, article, "_publish", title="Vasthouden", **fields)

    assert refusals(response) == expected
    assert response.context["adminform"].form["title"].value() == "Vasthouden"
    assert article.waiting_change is None


def test_a_draft_offers_no_moment_for_changes(client, coach):
    article = start()
    article.unpublish()

    assert 'name="change_at_0"' not in words(client.get(page(article, "change")))
    post(client, article, "_publish", **moment(later()))
    assert article.state != ArticleState.TRASHED
    assert article.waiting_change is None
