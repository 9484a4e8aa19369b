"""Limits: so many uses, counted exactly, by each subject, and only for a while."""

from datetime import timedelta

import pytest
import time_machine

from blog.forms.comments import CommentForm
from coaching_site.forms.public_forms import PublicForm
from coaching_site.limits.limit import HOUR, Limit, use_all
from coaching_site.models import UseCount
from coaching_site.tasks import remove_ended_counts
from contact.forms.inquiries import InquiryForm
from tests.at_once import at_once

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
THREE = Limit("trying", 3, MINUTE)
START = "2026-05-04 10:00:00+02:00"


def test_who_uses_more_than_the_limit_hears_how_long_to_wait() -> None:
    with time_machine.travel(START, tick=False) as clock:
        assert [THREE.use("a") for _time in range(3)] == [None] * 3
        clock.shift(20)
        assert THREE.use("a") == timedelta(seconds=40)


def test_what_was_refused_makes_nobody_wait_longer() -> None:
    with time_machine.travel(START, tick=False) as clock:
        for _time in range(50):
            THREE.use("a")
        clock.shift(60)
        assert THREE.use("a") is None


def test_a_use_that_is_taken_back_leaves_room_for_another() -> None:
    for _time in range(3):
        THREE.use("a")
    THREE.take_back("a")
    THREE.take_back("nobody")
    assert THREE.use("a") is None
    assert THREE.use("a") is not None


def test_each_subject_and_each_limit_is_counted_apart() -> None:
    for _time in range(4):
        THREE.use("a")
    assert THREE.use("b") is None
    assert Limit("another", 3, MINUTE).use("a") is None


def test_a_refusal_by_one_limit_uses_up_nothing_of_the_next() -> None:
    everybody = Limit("everybody", 4, MINUTE)
    waits = [use_all({THREE: "a", everybody: ""}) for _time in range(9)]
    assert [wait is None for wait in waits] == [True] * 3 + [False] * 6
    assert use_all({THREE: "b", everybody: ""}) is None
    assert use_all({THREE: "b", everybody: ""}) is not None


def test_who_is_refused_for_the_sake_of_others_uses_up_nothing_of_her_own() -> None:
    network = Limit("network", 3, MINUTE)
    for neighbour in "abc":
        use_all({THREE: neighbour, network: "n"})
    assert all(use_all({THREE: "d", network: "n"}) for _time in range(3))
    assert THREE.use("d") is None


@pytest.mark.parametrize("form", [CommentForm, InquiryForm])
def test_no_network_ever_uses_up_what_all_visitors_share(form: type[PublicForm]) -> None:
    """In the worst hour it gets the end of one stretch, a whole one, and after midnight another."""
    (in_all,) = (limit.most for limit in form.site_limits if limit.within == HOUR)
    (of_a_network,) = (
        limit.for_a_network().most for limit in form.source_limits if limit.within == HOUR
    )
    assert 3 * of_a_network < in_all


def test_nobody_is_named_where_it_is_counted() -> None:
    THREE.use("jan@school.example")
    assert "jan" not in str(UseCount.objects.values_list().get())


@pytest.mark.django_db(transaction=True)
def test_of_ten_at_the_very_same_moment_three_are_let_through() -> None:
    waits = at_once(lambda _person: THREE.use("a"), range(10))

    assert waits.count(None) == 3


def test_counts_are_forgotten_once_they_limit_nobody() -> None:
    THREE.use("now")
    with time_machine.travel("2020-01-01"):
        THREE.use("before")
    remove_ended_counts(0)
    assert UseCount.objects.count() == 1
