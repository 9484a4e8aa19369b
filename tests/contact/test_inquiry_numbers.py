"""Requests in numbers: counted by month, offer, article and outcome, without anybody's name."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from coaching_site.accounts.models import User
from contact import numbers
from contact.models import InquiryEventKind
from contact.numbers import Bar, bars
from tests.factories import make_article, make_inquiry, make_offer, make_user

pytestmark = pytest.mark.django_db

NUMBERS = "/admin/contact/inquiry/numbers/"
NUMBERS_QUERIES = 13


def test_the_requests_of_24_months_are_counted_by_the_month_on_amsterdams_clock() -> None:
    for moment in (
        datetime(2024, 12, 31, 22, 59, tzinfo=UTC),  # still December 2024, too long ago
        datetime(2024, 12, 31, 23, 0, tzinfo=UTC),
        datetime(2026, 3, 31, 21, 59, tzinfo=UTC),
        datetime(2026, 3, 31, 22, 0, tzinfo=UTC),  # summer time: already April
        datetime(2026, 12, 3, 9, 0, tzinfo=UTC),
    ):
        make_inquiry(created_at=moment)
    with time_machine.travel(datetime(2026, 12, 3, 12, tzinfo=UTC), tick=False):
        counted = numbers.asked_by_month()
    assert len(counted) == 24
    assert {bar.name: bar.count for bar in counted if bar.count} == {
        date(2025, 1, 1): 1,
        date(2026, 3, 1): 1,
        date(2026, 4, 1): 1,
        date(2026, 12, 1): 1,
    }
    assert [bar.name for bar in counted] == sorted(bar.name for bar in counted)


def test_what_was_asked_for_comes_most_first_and_who_did_not_know_is_counted_too() -> None:
    training = make_offer("Teamtraining")
    for _ in range(2):
        make_inquiry(offer=training)
    make_inquiry(article=make_article("Loslaten"))
    assert numbers.asked_by("offer") == [Bar("Teamtraining", 2, 100), Bar(None, 1, 50)]
    assert numbers.asked_by("article") == [Bar(None, 2, 100), Bar("Loslaten", 1, 50)]


def test_every_way_to_end_is_named_and_only_what_is_closed_counts() -> None:
    make_inquiry()
    make_inquiry(state="closed", outcome="completed")
    counted = {str(bar.name): bar.count for bar in numbers.ended_by_outcome()}
    assert counted == {
        "uitgevoerd": 1,
        "doorverwezen": 0,
        "aanvrager ziet ervan af": 0,
        "geen reactie meer": 0,
        "geen aanvraag": 0,
    }


def test_a_first_answer_is_timed_from_the_question_to_the_first_of_several() -> None:
    assert numbers.days_to_first_answer() is None
    asked = datetime(2026, 11, 2, 9, tzinfo=UTC)
    for days in (1, 4):
        inquiry = make_inquiry(created_at=asked)
        for later in (days, 30):
            at = asked + timedelta(days=later)
            inquiry.events.create(kind=InquiryEventKind.CONVERSATION_STARTED, at=at)
    make_inquiry(created_at=asked).events.create(kind=InquiryEventKind.SUBMITTED, at=asked)
    assert numbers.days_to_first_answer() == 2.5


def test_without_requests_no_bar_is_drawn() -> None:
    assert bars([]) == []
    assert bars([("mei", 0)]) == [Bar("mei", 0, 0)]


def test_the_page_shows_them_without_anybodys_name(client: Client, coach: User) -> None:
    make_inquiry(name="Sanne Verzonnen", school="De Vis", offer=make_offer("Teamtraining"))
    page = client.get(NUMBERS).content.decode()
    assert "Teamtraining" in page
    for words in ("Sanne", "De Vis", "voorbeeld.nl", "onrustig"):
        assert words not in page


def test_the_numbers_are_for_those_who_see_requests(client: Client) -> None:
    assert client.get(NUMBERS).status_code == 302
    client.force_login(make_user("schrijver"))
    assert client.get(NUMBERS).status_code == 403


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_the_same_queries_however_many_there_are(
    client: Client, coach: User, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        make_inquiry(offer=make_offer())
    client.get(NUMBERS)
    with django_assert_num_queries(NUMBERS_QUERIES):
        client.get(NUMBERS)
