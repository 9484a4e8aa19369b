"""What the form for coaching refuses, with every word kept, and what does it no harm."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coaching_site.models import UseCount
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry
from tests.contact.inquiry_form import ADDRESS, REFUSED, answers, errors
from tests.factories import make_article, make_offer, make_opening_time
from tests.shown import document_of

pytestmark = pytest.mark.django_db


def test_an_empty_form_names_each_thing_that_is_missing(client: Client) -> None:
    response = client.post(ADDRESS, {})
    assert response.status_code == REFUSED
    assert errors(response) == {
        "text": ["required"],
        "name": ["required"],
        "email": ["required"],
        "preferred_contact": ["required"],
        "consent": ["required"],
        "__all__": ["expired"],
    }
    assert "Vul je naam in, dan weten we hoe we je mogen aanspreken." in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"text": "a" * 5_001}, {"text": ["max_length"]}),
        ({"name": "a" * 121}, {"name": ["max_length"]}),
        ({"school": "a" * 161}, {"school": ["max_length"]}),
        ({"email": "a" * 250 + "@voorbeeld.nl"}, {"email": ["max_length"]}),
        ({"email": "geen adres"}, {"email": ["invalid"]}),
        ({"email": "sanne@voorbeeld"}, {"email": ["invalid"]}),
        ({"email": "sanne@voorbeeld.nl\nBcc: x@voorbeeld.nl"}, {"email": ["invalid"]}),
        ({"text": " \n\t\u200b "}, {"text": ["required"]}),
        ({"name": "\u202e\u200b"}, {"name": ["required"]}),
        ({"role": "koning"}, {"role": ["invalid_choice"]}),
        ({"offer": "bestaat-niet"}, {"offer": ["invalid_choice"]}),
        ({"preferred_contact": "postduif"}, {"preferred_contact": ["invalid_choice"]}),
        ({"preferred_contact": "telephone"}, {"telephone": ["required"]}),
        ({"telephone": "bel me maar"}, {"telephone": ["invalid"]}),
        ({"telephone": "06"}, {"telephone": ["invalid"]}),
        ({"telephone": "06 12345678 na 16.00"}, {"telephone": ["invalid"]}),
        ({"telephone": "06 12345678 / 020 6241111"}, {"telephone": ["invalid"]}),
        ({"telephone": "06 1234567"}, {"telephone": ["invalid"]}),
        ({"consent": ""}, {"consent": ["required"]}),
        ({"website": "http://kwaad.voorbeeld.nl"}, {"__all__": ["spam"]}),
        ({"opened": "verzonnen"}, {"__all__": ["expired"]}),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field_and_kept(
    client: Client, changes: dict[str, str], expected: dict[str, list[str]]
) -> None:
    response = client.post(ADDRESS, answers(**changes))
    assert response.status_code == REFUSED
    assert errors(response) == expected
    assert not Inquiry.objects.exists()
    assert not OutgoingMail.objects.exists()
    form = response.context["form"]
    for name in ("text", "name", "school", "email", "telephone"):
        assert form[name].value() == answers(**changes)[name]


def test_a_number_with_words_around_it_is_refused_with_an_example(client: Client) -> None:
    page = client.post(ADDRESS, answers(telephone="06 12345678 na 16.00")).content.decode()
    assert "Laat al het andere weg, zoals in 06 12345678." in page
    assert 'value="06 12345678 na 16.00"' in page


def test_a_refused_form_shows_every_word_again(client: Client) -> None:
    make_offer(slug="traject")
    make_article("Loslaten", slug="loslaten")
    filled_in = answers(
        offer="traject",
        article="loslaten",
        email="fout",
        telephone="06 12345678",
        text="<b>Hoi</b>",
    )
    page = client.post(ADDRESS, filled_in).content.decode()
    assert "&lt;b&gt;Hoi&lt;/b&gt;</textarea>" in page
    assert '<option value="traject" selected>' in page
    assert '<option value="teacher" selected>' in page
    assert re.search(r'<input type="hidden" name="article" value="loslaten"', page)
    for value in ("Sanne Verzonnen", "De Regenboogvis", "fout", "06 12345678"):
        assert f'value="{value}"' in page
    assert re.search(r'<input type="checkbox" name="consent"[^>]* checked', page)
    assert re.search(
        r'<input type="radio" name="preferred_contact" value="email"[^>]* checked', page
    )


@pytest.mark.parametrize("text", ["🙂 Help 👩‍🏫", "שלום עולם", "مرحبا بالعالم", "Ünïcødé “ja”"])
def test_any_script_and_emoji_are_kept(client: Client, text: str) -> None:
    client.post(ADDRESS, answers(text=text, name=text, school=text))
    inquiry = Inquiry.objects.get()
    assert (inquiry.text, inquiry.name, inquiry.school) == (text, text, text)


def test_markup_in_every_field_is_text(client: Client) -> None:
    bad = "<script>alert(1)</script>"
    refused = client.post(ADDRESS, answers(**dict.fromkeys(answers(), bad))).content.decode()
    assert bad not in refused
    client.post(ADDRESS, answers(text=bad, name=bad, school=bad))
    assert Inquiry.objects.get().text == bad


def test_a_line_break_in_a_name_becomes_a_space(client: Client) -> None:
    client.post(ADDRESS, answers(name="Sanne\r\nBcc: x@voorbeeld.nl", school="De\tVis\n"))
    inquiry = Inquiry.objects.get()
    assert inquiry.name == "Sanne Bcc: x@voorbeeld.nl"
    assert inquiry.school == "De Vis"


@pytest.mark.parametrize("field", ["text", "name", "school", "email", "offer", "article", "role"])
@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\x7f", "\x85"])
def test_control_characters_never_reach_the_database(
    client: Client, field: str, character: str
) -> None:
    response = client.post(ADDRESS, answers(**{field: f"ab{character}cd@voorbeeld.nl"}))
    assert response.status_code in {302, 400, REFUSED}
    for inquiry in Inquiry.objects.all():
        for value in (inquiry.text, inquiry.name, inquiry.school, inquiry.email):
            assert character not in value


@pytest.mark.parametrize("field", ["text", "name", "email", "offer", "role", "article", "opened"])
def test_bytes_that_are_no_text_are_answered_plainly(client: Client, field: str) -> None:
    body = urlencode(answers(**{field: b"\xff\xfe\xc3("}))
    response = client.post(ADDRESS, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in {302, 400, REFUSED}


def test_a_body_of_ten_megabytes_is_too_large(client: Client) -> None:
    response = client.post(ADDRESS, answers(text="a" * 10_000_000))
    assert response.status_code in {400, 413}
    body = urlencode(answers(text="a" * 10_000_000))
    response = client.post(ADDRESS, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in {400, 413}
    assert not Inquiry.objects.exists()


def test_repeated_fields_and_unknown_ones_do_no_harm(client: Client) -> None:
    filled_in = answers(name=["Een", "Twee"], state="closed", reference="X", assignee="1")
    client.post(ADDRESS, filled_in)
    inquiry = Inquiry.objects.get()
    assert (inquiry.name, inquiry.state, inquiry.assignee) == ("Twee", "new", None)


def test_thousands_of_fields_are_refused(client: Client) -> None:
    body = "&".join(f"veld{number}=x" for number in range(2_000))
    response = client.post(ADDRESS, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in {400, 413}


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert getattr(client, method)(ADDRESS).status_code == 405
    assert getattr(client, method)("/contact/bedankt/").status_code == 405


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    values=st.fixed_dictionaries(
        {name: st.text(max_size=60) for name in ("text", "name", "school", "email", "telephone")}
        | {name: st.text(max_size=12) for name in ("role", "offer", "article", "opened", "website")}
    )
)
def test_nothing_that_can_be_typed_breaks_the_form(client: Client, values: dict[str, str]) -> None:
    UseCount.objects.all().delete()  # Each example is another visitor.
    for changes in (values, {"text": values["text"], "name": values["name"]}):
        response = client.post(ADDRESS, answers(**changes))
        assert response.status_code in {302, 400, REFUSED}


def test_a_form_open_for_more_than_a_day_is_shown_again_and_then_taken(client: Client) -> None:
    late = client.post(ADDRESS, answers(opened=make_opening_time(timedelta(hours=25))))
    assert errors(late) == {"__all__": ["expired"]}
    assert "Mijn groep is onrustig" in late.content.decode()
    again = late.context["form"]["opened"].value()
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        assert client.post(ADDRESS, answers(opened=again)).status_code == 302


def test_a_lost_cookie_shows_the_form_again_and_then_takes_it() -> None:
    browser = Client(enforce_csrf_checks=True)
    make_article("Loslaten", slug="loslaten")
    refused = browser.post(ADDRESS, answers(article="loslaten"))
    assert refused.status_code == 403
    page = refused.content.decode()
    for words in ("Mijn groep is onrustig", "Sanne Verzonnen", "De Regenboogvis", "Loslaten"):
        assert words in page
    assert not Inquiry.objects.exists()
    assert not OutgoingMail.objects.exists()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    sent = browser.post(ADDRESS, answers(article="loslaten", csrfmiddlewaretoken=token[1]))
    assert sent.status_code == 302
    assert Inquiry.objects.get().article


def test_the_errors_above_the_form_name_the_consent_in_two_words(client):
    answer = client.post(ADDRESS, {})

    links = document_of(answer).xpath("//*[@class='form-errors']//a[contains(@href, 'consent')]")
    assert [link.text_content() for link in links] == ["Je toestemming"]
