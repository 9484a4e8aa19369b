"""Until when an answer is promised."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.models import SiteSettings
from contact.answer_dates import answer_date, count_working_days, is_working_day
from contact.models import ClosedPeriod

MONDAY = date(2026, 11, 23)

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
periods = st.lists(
    st.tuples(days, st.integers(0, 30)).map(lambda p: (p[0], p[0] + timedelta(days=p[1]))),
    max_size=5,
)


def test_three_working_days_after_a_monday_is_thursday() -> None:
    assert count_working_days(MONDAY, 3, []) == date(2026, 11, 26)


def test_a_weekend_counts_for_nothing() -> None:
    friday = date(2026, 11, 27)
    assert count_working_days(friday, 1, []) == date(2026, 11, 30)
    assert count_working_days(friday + timedelta(days=1), 1, []) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (date(2026, 12, 24), date(2026, 12, 28)),  # both days of Christmas, then a weekend
        (date(2026, 4, 2), date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2026, 4, 24), date(2026, 4, 28)),  # King's Day on a Monday
        (date(2026, 5, 13), date(2026, 5, 15)),  # Ascension Day
        (date(2026, 12, 31), date(2027, 1, 4)),  # New Year's Day of the next year
    ],
)
def test_a_dutch_holiday_counts_for_nothing(asked: date, answered: date) -> None:
    assert count_working_days(asked, 1, []) == answered


def test_a_closed_period_counts_for_nothing_its_last_day_included() -> None:
    assert count_working_days(MONDAY, 1, [(date(2026, 11, 24), date(2026, 11, 26))]) == date(
        2026, 11, 27
    )


@given(start=days, number=st.integers(1, 30), closed=periods)
def test_the_date_is_a_working_day_with_exactly_so_many_before_it(
    start: date, number: int, closed: list[tuple[date, date]]
) -> None:
    due = count_working_days(start, number, closed)
    between = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert is_working_day(due, closed)
    assert sum(is_working_day(day, closed) for day in between) == number


@given(start=days, number=st.integers(1, 30), closed=periods)
def test_closing_never_makes_an_answer_come_sooner(
    start: date, number: int, closed: list[tuple[date, date]]
) -> None:
    assert count_working_days(start, number, closed) >= count_working_days(start, number, [])


@pytest.mark.django_db
def test_the_practice_sets_the_days_and_its_closed_periods() -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"answer_within_days": 2})
    ClosedPeriod.objects.create(start=date(2026, 11, 25), end=date(2026, 11, 27))
    ClosedPeriod.objects.create(start=date(2026, 11, 1), end=date(2026, 11, 22))
    assert answer_date(MONDAY) == date(2026, 11, 30)


@pytest.mark.django_db
def test_a_closed_period_ends_after_it_starts_and_within_a_year() -> None:
    backwards = ClosedPeriod(start=MONDAY, end=MONDAY - timedelta(days=1))
    endless = ClosedPeriod(start=MONDAY, end=date(9999, 12, 31))
    for period, words in ((backwards, "voor de eerste"), (endless, "hoogstens een jaar")):
        with pytest.raises(ValidationError, match=words):
            period.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            period.save()
    one_day = ClosedPeriod(start=MONDAY, end=MONDAY)
    one_day.full_clean()
    assert str(one_day) == "23-11-2026 - 23-11-2026"


@pytest.mark.parametrize("day", ["31-12-9999", "01-01-0001"])
def test_a_day_of_a_year_that_lists_cannot_show_is_refused_beside_its_field(
    desk: Client, day: str
) -> None:
    answer = desk.post("/admin/contact/closedperiod/add/", {"start": day, "end": day})
    said = ["Kies een jaar van 1900 tot en met 2100."]
    assert dict(answer.context["adminform"].errors) == {"start": said, "end": said}
    assert not ClosedPeriod.objects.exists()
