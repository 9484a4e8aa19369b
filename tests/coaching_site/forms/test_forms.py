"""What every form for visitors promises."""

from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client, RequestFactory
from django.urls import include, path
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from blog.models import Topic
from coaching_site.forms.fields import MailAddressField, PlainTextField, SingleLineField
from coaching_site.forms.form_pages import form_page
from coaching_site.forms.public_forms import PublicForm
from coaching_site.forms.spam_traps import opening_time
from coaching_site.outbox.models import OutgoingMail
from coaching_site.site.errors import csrf_failure
from tests.factories import make_opening_time

FAMILY = "👨\u200d👩\u200d👧"
HEBREW = "שלום לכולם"


class LetterForm(PublicForm):
    name = SingleLineField(max_length=20)
    text = PlainTextField(max_length=50)


def posted(**values: Any) -> LetterForm:
    return LetterForm(RequestFactory().post("/brief/", values))


def codes_of(form: forms.Form) -> dict[str, list[str]]:
    return {
        name: [error["code"] for error in errors]
        for name, errors in form.errors.get_json_data().items()
    }


def in_time(**values: Any) -> dict[str, Any]:
    """Return what a person sends who took a minute."""
    return {"opened": make_opening_time(), "name": "Sanne", "text": "Dank je wel."} | values


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sanne \t de\u00a0Vries ", "Sanne de Vries"),
        ("Sanne\r\nBcc: iemand@voorbeeld.nl", "Sanne Bcc: iemand@voorbeeld.nl"),
        ("Sanne\u2028\u2029\x0b\x0c\x85 V", "Sanne V"),
        ("Sa\x00n\x1bne\x7f", "Sanne"),
        ("\u202eenna\u202c\u200f S\u2066", "enna S"),
        (f"{FAMILY} {HEBREW}", f"{FAMILY} {HEBREW}"),
        ("e\u0301", "é"),
    ],
)
def test_a_name_stands_on_one_line_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert SingleLineField().clean(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "   ", "\n\n", "\u200b\ufeff", "\u200d", "\x00\x01", "\u202e"]
)
def test_a_name_that_leaves_no_ink_is_no_name(typed: str) -> None:
    for field in (SingleLineField(), PlainTextField()):
        with pytest.raises(ValidationError) as refused:
            field.clean(typed)
        assert refused.value.code == "required"


def test_a_text_keeps_its_lines_emoji_and_direction() -> None:
    typed = f"Hoi {FAMILY},\r\n\r\n{HEBREW}\u200f\rtot zo\x00\x08\n\n\n\n\n\n\neinde  "
    kept = f"Hoi {FAMILY},\n\n{HEBREW}\u200f\ntot zo\n\n\neinde"
    assert PlainTextField().clean(typed) == kept


@given(st.text())
def test_no_text_can_put_a_control_character_or_a_line_break_into_a_name(typed: str) -> None:
    cleaned = SingleLineField(required=False).clean(typed)
    assert cleaned == " ".join(cleaned.split())
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in cleaned)
    assert SingleLineField(required=False).clean(cleaned) == cleaned


@given(st.text())
def test_a_text_that_was_tidied_is_tidy(typed: str) -> None:
    cleaned = PlainTextField(required=False).clean(typed)
    assert PlainTextField(required=False).clean(cleaned) == cleaned
    assert "\r" not in cleaned
    assert "\x00" not in cleaned


def test_a_text_that_is_too_long_is_refused_whole_and_never_cut_by_the_browser() -> None:
    form = posted(**in_time(text="a" * 51))
    assert codes_of(form) == {"text": ["max_length"]}
    assert form["text"].value() == "a" * 51
    assert "maxlength" not in str(form["text"])


@pytest.mark.parametrize(
    "typed", [" s@voorbeeld.nl ", "s@voorbeeld.nl\r\n", "\u200bs@voorbeeld.nl"]
)
def test_a_mail_address_is_taken_as_people_paste_it(typed: str) -> None:
    assert MailAddressField().clean(typed) == "s@voorbeeld.nl"


@pytest.mark.parametrize(
    "typed",
    [
        "sanne",
        "sanne@",
        "@voorbeeld.nl",
        "sanne@voorbeeld",
        "a@voorbeeld.nl\nBcc: b@voorbeeld.nl",
        "a@voorbeeld.nl, b@voorbeeld.nl",
        "Sanne <s@voorbeeld.nl>",
        "a@192.168.100.10",
    ],
)
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        MailAddressField().clean(typed)
    assert {error.code for error in refused.value.error_list} == {"invalid"}


@pytest.mark.parametrize(
    "typed",
    [
        "a@localhost",
        "a@klas.localhost",
        "a@school.invalid",
        "a@printer.local",
        "a@[127.0.0.1]",
        '"a,b"@voorbeeld.nl',
        '"a@elders.nl"@voorbeeld.nl',
        '"sanne"@voorbeeld.nl',
    ],
)
def test_a_mail_address_that_leads_nowhere_or_elsewhere_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        MailAddressField().clean(typed)
    assert refused.value.messages == [
        "Naar dit adres kunnen we geen mail sturen. Een voorbeeld: naam@school.nl."
    ]


@pytest.mark.parametrize(
    "typed",
    ["s.de-vries+les@mail.voorbeeld.nl", "o'neill@voorbeeld.nl", "s@bücher.de", "s@3ict.nl"],
)
def test_an_unusual_mail_address_that_works_is_taken(typed: str) -> None:
    assert MailAddressField().clean(typed) == typed


# A page whose view stores before it asks: only the transaction around it can keep it honest.


@form_page
def careless(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        Topic.objects.create(name="Bewaard", slug="bewaard")
    form = LetterForm(request)
    return HttpResponse(str(form), status=form.status)


@form_page
def storing(request: HttpRequest) -> HttpResponse:
    Topic.objects.create(name="Bewaard", slug="bewaard")
    return redirect("/")


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("brief/", careless),
    path("opslag/", storing),
    path("kaal/", bare),
    path("", include("coaching_site.urls")),
]


@pytest.fixture
def stranger() -> Client:
    """A visitor whose browser lost the cookie."""
    return Client(enforce_csrf_checks=True)


def assert_plain_refusal(answer: Any) -> None:
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "<title>" in page
    assert "<textarea" not in page


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_lost_cookie_shows_the_form_again_and_stores_nothing(stranger: Client) -> None:
    answer = stranger.post("/brief/", in_time(text="Al mijn woorden"))
    assert answer.status_code == 403
    assert "Al mijn woorden" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert not Topic.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/opslag/", "/kaal/"])
def test_without_a_form_to_show_a_lost_cookie_is_a_plain_refusal(
    stranger: Client, address: str
) -> None:
    answer = stranger.post(address, in_time(text="Al mijn woorden"))
    assert_plain_refusal(answer)
    assert not Topic.objects.exists()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_words_from_another_site_are_never_shown_in_our_form(stranger: Client) -> None:
    answer = stranger.post(
        "/brief/", in_time(text="Kwaad"), headers={"Origin": "https://elders.nl"}
    )
    assert_plain_refusal(answer)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_refusal_before_any_address_was_found_is_plain() -> None:
    request = RequestFactory().post("/brief/", in_time())
    assert request.resolver_match is None
    assert_plain_refusal(csrf_failure(request, "no cookie"))


def test_the_cursor_waits_in_the_first_field_a_person_fills_in() -> None:
    form = LetterForm(RequestFactory().get("/brief/"))
    form.focus_first_field()
    assert "autofocus" in str(form["name"])
    assert "autofocus" not in str(form["website"]) + str(form["text"])
    assert "autofocus" not in str(LetterForm(RequestFactory().get("/brief/"))["name"])


def test_a_flood_of_accents_is_refused_at_once() -> None:
    flood = "a" + "\u0345" * 100_000 + "\u0301" * 100_000
    started = perf_counter()
    assert codes_of(posted(**in_time(name=flood, text=flood))) == {
        "name": ["max_length"],
        "text": ["max_length"],
    }
    assert perf_counter() - started < 5


def test_a_letter_and_its_accent_become_one_character() -> None:
    form = posted(**in_time(name="Rene\u0301", text="Een ide\u0301e."))
    assert form.is_valid()
    assert (form.cleaned_data["name"], form.cleaned_data["text"]) == ("René", "Een idée.")
