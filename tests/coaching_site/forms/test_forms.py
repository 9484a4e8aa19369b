"""What every form for visitors promises."""

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from coaching_site.forms.spam_traps import opening_time
from tests.coaching_site.forms.letters import LetterForm, codes_of, in_time, posted


def test_a_person_who_takes_a_minute_gets_through() -> None:
    form = posted(**in_time())
    assert form.is_valid()
    assert form.status == 200
    assert form.cleaned_data["text"] == "Dank je wel."


def test_an_empty_post_shows_its_errors_and_an_opened_form_none() -> None:
    assert codes_of(posted()) == {
        "__all__": ["expired"],
        "name": ["required"],
        "text": ["required"],
    }
    opened = LetterForm(RequestFactory().get("/brief/"))
    assert not opened.is_bound
    assert opened.status == 200


def test_an_empty_form_sent_fast_is_only_told_what_is_missing() -> None:
    assert codes_of(posted(opened=opening_time(), name="Sanne")) == {"text": ["required"]}


def test_whoever_fills_in_the_hidden_field_is_refused_above_the_form() -> None:
    form = posted(**in_time(website="https://voorbeeld.nl"))
    assert codes_of(form) == {"__all__": ["spam"]}
    assert form.status == 422


def test_the_hidden_field_comes_back_empty_so_that_a_person_gets_through() -> None:
    form = posted(**in_time(website="ingevuld door de browser"))
    html = form["website"].as_field_group()
    assert "ingevuld door de browser" not in html
    assert 'aria-hidden="true"' in html
    assert 'tabindex="-1"' in html
    assert 'autocomplete="off"' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(seconds=1), {"__all__": ["too_fast"]}),
        (timedelta(seconds=3), {}),
        (timedelta(hours=23), {}),
        (timedelta(hours=25), {"__all__": ["expired"]}),
    ],
)
def test_a_form_is_sent_between_two_seconds_and_a_day(
    age: timedelta, expected: dict[str, list[str]]
) -> None:
    with time_machine.travel("2026-03-02 10:00", tick=False) as clock:
        values = {"opened": opening_time(), "name": "Sanne", "text": "Hoi"}
        clock.shift(age)
        assert codes_of(posted(**values)) == expected


def test_a_form_sent_too_fast_keeps_its_time_so_that_the_second_try_gets_through() -> None:
    with time_machine.travel("2026-03-02 10:00", tick=False) as clock:
        values = {"opened": opening_time(), "name": "Sanne", "text": "Hoi"}
        shown_again = posted(**values)
        assert not shown_again.is_valid()
        clock.shift(3)
        assert posted(**values | {"opened": shown_again["opened"].value()}).is_valid()


def test_a_form_opened_while_the_clock_was_ahead_gets_through_at_the_second_try() -> None:
    with time_machine.travel("2026-03-02 10:00", tick=False) as clock:
        values = {"opened": opening_time(), "name": "Sanne", "text": "Al mijn woorden"}
        clock.shift(timedelta(hours=-3))
        shown_again = posted(**values)
        assert not shown_again.is_valid()
        assert shown_again["text"].value() == "Al mijn woorden"
        renewed = values | {"opened": shown_again["opened"].value()}
        clock.shift(3)
        assert posted(**renewed).is_valid()


@pytest.mark.parametrize(
    "opened", ["", "1", "1795404863932:verzonnen", "\x00", "é:ü", "9" * 5000, "x:" * 500]
)
def test_a_forged_time_counts_as_expired_and_gets_a_fresh_one(opened: str) -> None:
    form = posted(**in_time(opened=opened))
    assert "expired" in codes_of(form)["__all__"]
    fresh = form["opened"].value()
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        assert posted(**in_time(opened=fresh)).is_valid()


def test_the_cursor_waits_in_the_first_field_a_person_fills_in() -> None:
    form = LetterForm(RequestFactory().get("/brief/"))
    form.focus_first_field()
    assert "autofocus" in str(form["name"])
    assert "autofocus" not in str(form["website"]) + str(form["text"])
    assert "autofocus" not in str(LetterForm(RequestFactory().get("/brief/"))["name"])
