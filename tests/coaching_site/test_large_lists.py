"""Lists of the admin with more rows than are counted, and their search by words."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coaching_site.accounts.models import User
from coaching_site.admin import large_lists
from coaching_site.admin_tools.large_lists import (
    NEIGHBOURS,
    NEWEST_FIRST,
    LargeListPaginator,
    PageStart,
)
from coaching_site.outbox.admin import OutgoingMailAdmin
from coaching_site.outbox.models import OutgoingMail
from tests.factories import make_article, make_comment, make_inquiry, make_mail, make_series
from tests.shown import document_of

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


def shown(answer: Any) -> list[int]:
    """Return the keys of the rows of a list."""
    return [row.pk for row in answer.context["cl"].result_list]


def walked(queries: CaptureQueriesContext) -> int:
    """Return how many rows were passed over at most."""
    return max(map(int, re.findall(r"OFFSET (\d+)", str(queries.captured_queries))), default=0)


def link_to(number: int, answer: Any) -> str:
    """Return where a list links to a page."""
    [link] = document_of(answer).xpath(
        f"//nav[@aria-labelledby='pagination']//a[text()='{number}']"
    )
    return str(link.get("href"))


def test_pages_from_both_ends_hold_every_row_once(mails: list[int]) -> None:
    pages = LargeListPaginator(OutgoingMail.objects.order_by("-created_at", "-pk"), 4)

    assert pages.is_estimate
    assert pages.count == 30
    assert [mail.pk for number in pages.page_range for mail in pages.page(number)] == mails


def test_the_last_page_shows_the_last_rows_whatever_the_estimate(
    mails: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_lists, "_estimate", lambda rows: 36)
    pages = LargeListPaginator(OutgoingMail.objects.order_by("-created_at", "-pk"), 4)

    assert [mail.pk for mail in pages.page(9)] == mails[-4:]


@pytest.mark.parametrize("asked", range(7, 11))
@pytest.mark.parametrize("seen", range(4, 14))
def test_a_page_in_the_middle_is_found_from_any_page_near_it(
    mails: list[int], seen: int, asked: int
) -> None:
    twice = NEWEST_FIRST * 2  # as the admin orders where a list names its order itself
    pages = LargeListPaginator(OutgoingMail.objects.order_by(*twice), 2)
    pages.start = PageStart(seen, mails[2 * (seen - 1)])
    with CaptureQueriesContext(connection) as queries:
        found = [mail.pk for mail in pages.page(asked)]

    assert found == mails[2 * (asked - 1) :][:2]
    assert (walked(queries) <= 2 * NEIGHBOURS) == (abs(asked - seen) <= NEIGHBOURS)


@pytest.mark.parametrize(
    "start", ["", "x", "-1", "8", "8-", "8-0", "8-" + "9" * 18, "8-" + "9" * 19]
)
def test_a_page_is_found_without_a_row_to_begin_with(mails: list[int], start: str) -> None:
    pages = LargeListPaginator(OutgoingMail.objects.order_by("-created_at", "-pk"), 2)
    pages.start = PageStart.from_text(start)

    assert [mail.pk for mail in pages.page(9)] == mails[16:18]


def test_pages_in_the_middle_lead_on_while_rows_come_in_and_go(
    desk: Client, mails: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OutgoingMailAdmin, "list_per_page", 2)
    pages = [desk.get(MAILS, {"p": 6, "state__exact": "waiting"})]
    assert "from=" not in desk.get(MAILS, {"p": 6, "o": 1}).content.decode()
    seen = []
    for number in (7, 8, 9, 8):
        address = link_to(number, pages[-1])
        make_mail(subject="Komt erbij")
        OutgoingMail.objects.filter(pk=mails[number]).delete()
        with CaptureQueriesContext(connection) as queries:
            pages.append(desk.get(MAILS + address))
        assert walked(queries) <= 2
        seen.append(shown(pages[-1]))

    assert seen == [mails[12:14], mails[14:16], mails[16:18], mails[14:16]]
    assert 'name="from"' not in pages[-1].content.decode()  # a search begins anew


def test_a_short_list_is_counted(mails: list[int]) -> None:
    pages = LargeListPaginator(OutgoingMail.objects.filter(pk__lte=mails[-3]), 4)

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


def test_requests_are_narrowed_by_year_and_by_who_took_them_on(desk: Client, coach: User) -> None:
    mine = make_inquiry(assignee=coach, created_at="2024-12-31 23:30+00:00")
    nobodys = make_inquiry(created_at="2026-05-05 12:00+00:00")

    def shown(**choice: Any) -> list[int]:
        answer = desk.get("/admin/contact/inquiry/", choice)
        assert answer.context is not None
        return [inquiry.pk for inquiry in answer.context["cl"].result_list]

    assert shown(assignee=coach.pk) == shown(year=2025) == [mine.pk]
    assert shown(assignee="nobody") == shown(year=2026) == [nobodys.pk]
    assert shown(year="x", assignee="x") == shown() == [nobodys.pk, mine.pk]
