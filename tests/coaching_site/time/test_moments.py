"""Moments that people type: with their time zone, and no jump of the clock shifts one."""

from datetime import UTC, datetime, time

import pytest
from django import forms
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.forms.moments import END_OF_DAY, MomentField
from coaching_site.templatetags.site import machine_moment

FIRST_STROKE = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECOND_STROKE = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


class Appointment(forms.Form):
    at = MomentField(required=False)
    until = MomentField(required=False, default_time=END_OF_DAY)


def typed(day: str, hour: str = "", strike: str | None = None, initial: datetime | None = None):
    data = {"at_0": day, "at_1": hour} | ({"at_2": strike} if strike else {})
    return Appointment(data, initial={"at": initial})


def sent_back(moment: datetime) -> Appointment:
    """Return the form as a browser sends it when nobody touched the moment."""
    shown = Appointment(initial={"at": moment})
    html = str(shown)
    day, hour, strike = shown["at"].subwidgets[0].data["subwidgets"]
    data = {"at_0": shown_value(html, "at_0"), "at_1": shown_value(html, "at_1")}
    assert day["name"] == "at_0"
    assert hour["name"] == "at_1"
    if 'name="at_2"' in html:
        data["at_2"] = strike["value"][0]
    return Appointment(data, initial={"at": moment})


def shown_value(html: str, name: str) -> str:
    return html.partition(f'name="{name}" value="')[2].partition('"')[0]


def in_words(moment: datetime | None) -> str:
    return Template("{% load site %}{{ moment|moment }}").render(Context({"moment": moment}))


def test_a_time_is_read_in_the_clock_of_the_site():
    form = typed("01-03-2027", "09:00")

    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2027, 3, 1, 8, 0, tzinfo=UTC)


def test_a_moment_in_words_is_one_of_the_clock_of_the_site():
    assert in_words(datetime(2027, 3, 1, 8, 0, tzinfo=UTC)) == "1 maart 2027 09:00"
    assert in_words(None) == ""


def test_a_moment_for_machines_has_no_more_digits_than_html_reads():
    moment = datetime(2027, 3, 1, 23, 30, 5, 123456, tzinfo=UTC)

    assert machine_moment(moment) == "2027-03-02T00:30:05+01:00"
    assert machine_moment(None) == ""


def test_an_hour_that_comes_twice_says_which_one_it_is():
    assert in_words(FIRST_STROKE) == "25 oktober 2026 02:30 zomertijd"
    assert in_words(SECOND_STROKE) == "25 oktober 2026 02:30 wintertijd"


def test_an_hour_that_summer_time_skips_is_refused_with_the_times_around_it():
    form = typed("28-03-2027", "02:30")

    explanation = (
        "02:30 bestaat niet op 28 maart 2027: die nacht springt de klok van 02:00 meteen naar "
        "03:00. Kies een tijd vóór 02:00, of 03:00 of later."
    )
    assert form.errors == {"at": [explanation]}
    assert form["at"].errors.data[0].code == "skipped"


@pytest.mark.parametrize("hour", ["01:59", "03:00"])
def test_the_times_beside_the_skipped_hour_exist(hour):
    assert typed("28-03-2027", hour).is_valid()


@pytest.mark.parametrize(("strike", "moment"), [("0", FIRST_STROKE), ("1", SECOND_STROKE)])
def test_an_hour_that_comes_twice_is_explained_and_then_chosen(strike, moment):
    refused = typed("25-10-2026", "02:30")
    assert refused["at"].errors.data[0].code == "twice"
    assert "02:30 komt op 25 oktober 2026 twee keer" in refused.errors["at"][0]
    assert 'name="at_2"' in str(refused)

    chosen = typed("25-10-2026", "02:30", strike)

    assert chosen.is_valid()
    assert chosen.cleaned_data["at"].astimezone(UTC) == moment


def test_which_hour_is_meant_is_asked_on_no_other_night():
    assert 'name="at_2"' not in str(typed("24-10-2026", "02:30"))
    assert 'name="at_2"' not in str(Appointment())


@given(
    moment=st.datetimes(
        datetime(1950, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
        datetime(2099, 12, 30),  # noqa: DTZ001 (the same)
        timezones=st.just(UTC),
    )
)
def test_saving_again_shifts_no_moment(moment):
    form = sent_back(moment)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"].astimezone(UTC) == moment
    assert form.changed_data == []


@pytest.mark.parametrize("moment", [FIRST_STROKE, SECOND_STROKE])
def test_saving_again_shifts_no_hour_that_comes_twice(moment):
    form = sent_back(moment.replace(second=7, microsecond=9))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"].astimezone(UTC) == moment.replace(second=7, microsecond=9)


def test_a_day_without_a_time_means_the_time_that_stands_beside_the_field():
    form = Appointment({"at_0": "01-07-2027", "at_1": "", "until_0": "01-07-2027"})

    assert form.is_valid()
    assert form.cleaned_data["at"].time() == time(9)
    assert form.cleaned_data["until"].time() == time(23, 59)
    assert "Een dag zonder tijd betekent 09:00." in str(form)
    assert "Een dag zonder tijd betekent 23:59." in str(form)


@pytest.mark.parametrize(
    ("day", "hour", "code"),
    [
        ("", "09:00", "no_day"),
        ("01-01-0001", "00:00", "year"),
        ("31-12-9999", "23:59", "year"),
        ("32-13-2026", "", "invalid"),
        ("01-03-2027", "25:00", "invalid"),
    ],
)
def test_what_is_no_moment_is_refused(day, hour, code):
    form = typed(day, hour, initial=FIRST_STROKE)

    assert [error.code for error in form["at"].errors.data] == [code]


def test_nothing_typed_is_no_moment_whatever_the_hidden_choice_says():
    form = typed("", "", "1")

    assert form.is_valid()
    assert form.cleaned_data["at"] is None


@pytest.mark.parametrize(
    ("day", "hour", "codes"),
    [("01-03-2027", "", []), ("", "", ["required"]), ("", "9", ["no_day"])],
)
def test_a_moment_that_has_to_be_given_needs_its_day_alone(day, hour, codes):
    class Invitation(forms.Form):
        at = MomentField()

    for strike in ({}, {"at_2": "1"}):
        form = Invitation({"at_0": day, "at_1": hour} | strike)
        assert [error.code for error in form["at"].errors.data] == codes
