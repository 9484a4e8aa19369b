"""Lists of the admin with more rows than are counted, and their search by words."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coaching_site.accounts.models import User
from coaching_site.admin_tools import large_lists
from coaching_site.admin_tools.large_lists import EstimatingPaginator
from coaching_site.outbox.models import OutgoingMail
from tests.factories import (
    make_article,
    make_author,
    make_comment,
    make_inquiry,
    make_mail,
    make_offer,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db

MAILS = "/admin/outbox/outgoingmail/"


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Store 30 mails, more than are counted, and return their keys in the order of the list."""
    monkeypatch.setattr(large_lists, "COUNTED", 10)
    made = [make_mail(subject=f"Bericht {number}").pk for number in range(30)]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE outbox_outgoingmail")
    return made[::-1]


def test_pages_from_both_ends_hold_every_row_once(mails: list[int]) -> None:
    pages = EstimatingPaginator(OutgoingMail.objects.order_by("-created_at", "-pk"), 4)

    assert pages.is_estimate
    assert pages.count == 30
    assert [mail.pk for number in pages.page_range for mail in pages.page(number)] == mails


@pytest.mark.parametrize("estimate", [20, 28, 36, 90])
def test_the_last_page_shows_the_last_rows_whatever_the_estimate(
    mails: list[int], monkeypatch: pytest.MonkeyPatch, estimate: int
) -> None:
    monkeypatch.setattr(EstimatingPaginator, "count", estimate)
    pages = EstimatingPaginator(OutgoingMail.objects.order_by("-created_at", "-pk"), 4)

    last = [mail.pk for mail in pages.page(pages.num_pages)]
    assert last == mails[-len(last) :]


def test_the_first_and_the_last_page_pass_over_no_row(mails: list[int]) -> None:
    pages = EstimatingPaginator(OutgoingMail.objects.order_by("-created_at", "-pk"), 5)
    with CaptureQueriesContext(connection) as queries:
        ends = [[mail.pk for mail in pages.page(number)] for number in (1, pages.num_pages)]

    assert ends == [mails[:5], mails[-5:]]
    assert "OFFSET" not in str(queries.captured_queries)


def test_a_short_list_is_counted(mails: list[int]) -> None:
    pages = EstimatingPaginator(OutgoingMail.objects.filter(pk__lte=mails[-3]), 4)

    assert (pages.is_estimate, pages.count) == (False, 3)


def test_a_list_says_that_its_number_is_no_count(
    desk: Client, mails: list[int], settings: Any
) -> None:
    page = desk.get(MAILS).content.decode()
    found = desk.get(MAILS, {"q": "Bericht 7"}).content.decode()

    assert "ongeveer\n  30 mails" in page
    assert "ongeveer" not in found
    assert "1 mail" in found


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("oud", ["Ouders & leraren"]),
        ("LERAREN ouders", ["Ouders & leraren"]),
        ("creche", ["Crèche"]),
        ("zoë@school", ["Crèche"]),
        ("school.nl", ["Crèche", "Ouders & leraren"]),
        ("K-2026-0004", ["Crèche"]),
        ("uders", []),
        ("&|!():*'\"\\", []),
        ("cre\u0300che", ["Crèche"]),
        ("\u0300", []),
    ],
)
def test_rows_are_found_by_the_beginnings_of_their_words(
    desk: Client, text: str, subjects: list[str]
) -> None:
    make_mail(subject="Ouders & leraren", recipient="anna@school.nl")
    make_mail(subject="Crèche", recipient="K-2026-0004.zoe@school.nl")

    answer = desk.get(MAILS, {"q": text})

    assert answer.context is not None
    assert sorted(mail.subject for mail in answer.context["cl"].result_list) == subjects


@pytest.mark.parametrize("common_from", [1, 10_000])
def test_common_words_are_found_as_rare_ones_are(
    desk: Client, monkeypatch: pytest.MonkeyPatch, common_from: int
) -> None:
    monkeypatch.setattr("coaching_site.database.word_search.COMMON_FROM", common_from)
    for number in range(3):
        make_mail(subject=f"Woord {number}")
    make_mail(subject="Iets anders")

    answer = desk.get(MAILS, {"q": "woord"})

    assert answer.context is not None
    found = [mail.subject for mail in answer.context["cl"].result_list]
    assert found == ["Woord 2", "Woord 1", "Woord 0"]


def test_comments_are_found_below_an_article_with_the_words_in_its_title(desk: Client) -> None:
    make_comment(make_article("Over de brugklas"), "Mooi.")
    make_comment(make_article("Anders"), "Ook mooi.")

    answer = desk.get("/admin/blog/comment/", {"q": "brugklas"})

    assert answer.context is not None
    assert [comment.text for comment in answer.context["cl"].result_list] == ["Mooi."]


def test_series_are_found_by_the_beginnings_of_words_in_their_title(desk: Client) -> None:
    make_series("Rust in de crèche")
    make_series("Onrust")

    answer = desk.get("/admin/blog/series/", {"q": "creche rus"})

    assert answer.context is not None
    assert [series.title for series in answer.context["cl"].result_list] == ["Rust in de crèche"]


@pytest.mark.parametrize("address", ["blog/topic", "blog/author", "contact/offer"])
def test_short_lists_are_searched_as_long_ones_are(desk: Client, address: str) -> None:
    make_topic("Crèche/ouders")
    make_author("Crèche/ouders")
    make_offer("Crèche/ouders")

    answer = desk.get(f"/admin/{address}/", {"q": "ouder creche"})

    assert answer.context is not None
    assert [str(row) for row in answer.context["cl"].result_list] == ["Crèche/ouders"]


def test_requests_are_narrowed_by_year_and_by_who_took_them_on(desk: Client, coach: User) -> None:
    mine = make_inquiry(assignee=coach, created_at="2024-12-31 23:30+00:00")
    nobodys = make_inquiry(created_at="2026-05-05 12:00+00:00")

    def shown(**choice: Any) -> list[int]:
        answer = desk.get("/admin/contact/inquiry/", choice)
        assert answer.context is not None
        return [inquiry.pk for inquiry in answer.context["cl"].result_list]

    assert shown(assignee=coach.pk) == shown(year=2025) == [mine.pk]
    assert shown(assignee="nobody") == shown(year=2026) == [nobodys.pk]
    assert shown(year="x", assignee="x") == [nobodys.pk, mine.pk]
