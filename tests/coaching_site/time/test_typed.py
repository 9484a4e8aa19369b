"""A moment is understood as people write it, and never guessed."""

from datetime import UTC, datetime
from time import process_time

import pytest
import time_machine
from django.test import Client

from coaching_site.time.typed import day_in_words
from tests.coaching_site.time.test_moments import typed

MORNING_OF_15_MAY = datetime(2025, 5, 15, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        ("15 mei 2025", "", MORNING_OF_15_MAY),
        ("15 mei 2025 9u", "", MORNING_OF_15_MAY),
        ("donderdag 15 mei 2025, 9.00 uur", "", MORNING_OF_15_MAY),
        ("15 Mei 2025", "9 uur", MORNING_OF_15_MAY),
        ("15-5-2025 om 9:00", "", MORNING_OF_15_MAY),
        ("15-5-2025", "9u", MORNING_OF_15_MAY),
        ("15 mrt. 2025", "9u30", datetime(2025, 3, 15, 8, 30, tzinfo=UTC)),
        ("1 april 2027 9u", "", datetime(2027, 4, 1, 7, tzinfo=UTC)),
        ("morgen 9.00", "", datetime(2026, 12, 3, 8, tzinfo=UTC)),
        ("vandaag", "16.30", datetime(2026, 12, 2, 15, 30, tzinfo=UTC)),
        ("overmorgen", "", datetime(2026, 12, 4, 8, tzinfo=UTC)),
    ],
)
def test_a_moment_in_words_is_read(day: str, hour: str, moment: datetime) -> None:
    with time_machine.travel("2026-12-02T10:00:00Z", tick=False):
        form = typed(day, hour)
        assert form.is_valid(), form.errors
        assert form.cleaned_data["at"] == moment


@pytest.mark.parametrize(
    "day",
    [
        "maandag 15 mei 2025",
        "31 april 2027",
        "15 mei",
        "15 mij 2027",
        "ooit",
        "9u morgen",
        "²³ mei 2027",
    ],
)
def test_what_is_no_day_is_refused_with_an_example_and_kept(day: str) -> None:
    form = typed(day)

    assert form.errors == {
        "at": [
            "Deze dag kunnen we niet lezen. Schrijf bijvoorbeeld 15-5-2027, 15 mei 2027 of morgen."
        ]
    }
    assert f'value="{day}"' in str(form)


def test_a_year_that_the_site_does_not_know_is_refused_in_words_too() -> None:
    assert typed("15 mei 9999").errors == {"at": ["Kies een jaar van 1900 tot en met 2100."]}


def test_a_time_that_is_none_is_refused_with_an_example() -> None:
    assert typed("15-5-2025", "straks").errors == {
        "at": ["Deze tijd kunnen we niet lezen. Schrijf bijvoorbeeld 9.00 of 16.30."]
    }


@pytest.mark.parametrize(
    ("day", "hour"), [("a" + "," * 100_000 + "b", ""), ("15-5-2027", "1:00" + " " * 100_000 + "b")]
)
def test_what_is_far_too_long_for_a_moment_is_refused_at_once(day: str, hour: str) -> None:
    started = process_time()
    assert not typed(day, hour).is_valid()
    assert process_time() - started < 2


def test_words_are_those_of_any_month() -> None:
    months = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december",
    ]  # fmt: skip
    days = [day_in_words(f"1 {month} 2027") for month in months]
    assert [day and day.month for day in days] == list(range(1, 13))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "hour", "shown"),
    [
        ("15 mei 2025 9u", "", {"day": "15-05-2025", "time": "09:00"}),
        ("15-5-2025", "", {"day": "15-05-2025", "time": ""}),
        ("", "9u", {"day": "", "time": "09:00"}),
        ("ooit", "", {"day": "ooit", "time": ""}),
        ("15-5-2025", "straks", {"day": "15-5-2025", "time": "straks"}),
    ],
)
def test_an_open_form_shows_how_a_moment_is_read(
    desk: Client, day: str, hour: str, shown: dict[str, str]
) -> None:
    assert desk.get("/admin/moment/", {"day": day, "time": hour}).json() == shown
