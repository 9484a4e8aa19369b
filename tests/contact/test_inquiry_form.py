"""The form in which somebody asks for coaching: what it takes, refuses and keeps."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from coaching_site.models import SiteSettings, UseCount
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry
from tests.factories import make_article, make_offer, make_opening_time
from tests.shown import document_of

pytestmark = pytest.mark.django_db

ADDRESS = "/contact/"
MONDAY = "2026-11-23T10:00:00+01:00"
REFUSED = 422


def answers(**changes: Any) -> dict[str, Any]:
    filled_in = {
        "text": "Mijn groep is onrustig na de pauze.\n\nWat kan ik doen?",
        "name": "Sanne Verzonnen",
        "role": "teacher",
        "school": "De Regenboogvis",
        "email": "sanne@voorbeeld.nl",
        "preferred_contact": "email",
        "telephone": "",
        "consent": "on",
        "opened": make_opening_time(),
    }
    return filled_in | changes


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """Return the codes of the refusal by field."""
    found = response.context["form"].errors.as_data()  # type: ignore[attr-defined]
    return {field: [error.code for error in found[field]] for field in found}


def test_what_is_asked_is_stored_as_it_was_typed(client: Client) -> None:
    offer, article = make_offer(slug="traject"), make_article(slug="loslaten")
    client.post(
        ADDRESS,
        answers(
            offer="traject",
            article="loslaten",
            preferred_contact="telephone",
            telephone="06-12 34 56 78",
        ),
    )
    inquiry = Inquiry.objects.get()
    assert inquiry.text == "Mijn groep is onrustig na de pauze.\n\nWat kan ik doen?"
    assert inquiry.name == "Sanne Verzonnen"
    assert inquiry.email == "sanne@voorbeeld.nl"
    assert inquiry.school == "De Regenboogvis"
    assert (inquiry.role, inquiry.preferred_contact) == ("teacher", "telephone")
    assert inquiry.telephone == "06-12 34 56 78"
    assert (inquiry.offer, inquiry.article) == (offer, article)
    assert inquiry.mails.count() == 2


@time_machine.travel(MONDAY, tick=False)
def test_the_answer_date_stands_in_the_form_and_on_the_page_of_thanks(client: Client) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"answer_within_days": 2})
    promise = "Je krijgt uiterlijk woensdag 25 november antwoord."
    assert promise in client.get(ADDRESS).content.decode()
    thanks = client.post(ADDRESS, answers(), follow=True)
    assert promise in thanks.content.decode()
    assert Inquiry.objects.get().reference in thanks.content.decode()


def test_whoever_wants_a_call_reads_so_on_the_page_of_thanks(client: Client) -> None:
    filled_in = answers(preferred_contact="telephone", telephone="0612345678")
    thanks = client.post(ADDRESS, filled_in, follow=True).content.decode()
    assert "Je wordt uiterlijk" in thanks
    assert "Je wordt gebeld op het nummer dat je opgaf." in thanks


def test_the_number_of_the_practice_calls_from_the_page_of_thanks(client: Client) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"telephone": "020-5550123"})
    thanks = client.post(ADDRESS, answers(), follow=True).content.decode()
    assert 'Of bel <a href="tel:0205550123">020-5550123</a>.' in thanks


def test_the_words_agreed_to_are_the_words_shown(client: Client) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"practice_name": "Praktijk Wilg"})
    page = client.get(ADDRESS).content.decode()
    client.post(ADDRESS, answers())
    agreed = Inquiry.objects.get().consent_text
    assert agreed.startswith("Praktijk Wilg mag bewaren")
    assert agreed in unescape(page)
    assert '<a href="/privacy/">' in page


def test_thanks_without_a_receipt_or_with_a_forged_or_old_one_are_general(client: Client) -> None:
    sent = client.post(ADDRESS, answers())
    reference = Inquiry.objects.get().reference
    assert reference in client.get(sent["Location"]).content.decode()
    forged = sent["Location"][:-3] + "abc"
    for address in ("/contact/bedankt/", forged, "/contact/bedankt/?aanvraag=onzin"):
        page = client.get(address)
        assert page.status_code == 200
        assert reference not in page.content.decode()
        assert "Dank je wel, je vraag is binnen" in page.content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert reference not in client.get(sent["Location"]).content.decode()


def test_the_receipt_holds_nothing_of_the_sender(client: Client) -> None:
    address = client.post(ADDRESS, answers())["Location"]
    page = client.get(address).content.decode()
    for word in ("Sanne", "voorbeeld.nl", "Regenboogvis", "onrustig"):
        assert word not in address
        assert word not in page.replace("praktijk@voorbeeld.nl", "")


def test_the_address_of_an_offer_and_article_fills_the_form(client: Client) -> None:
    make_offer("Individueel traject", slug="traject")
    make_article("Loslaten in de klas", slug="loslaten")
    page = client.get(f"{ADDRESS}?aanbod=traject&artikel=loslaten").content.decode()
    assert '<option value="traject" selected>Individueel traject</option>' in page
    assert "Loslaten in de klas" in page
    assert '<input type="hidden" name="article" value="loslaten"' in page


@pytest.mark.parametrize(
    "query",
    [
        "aanbod=bestaat-niet&artikel=bestaat-niet",
        "aanbod=<script>&artikel=<script>",
        "aanbod=&artikel=",
        "aanbod=a&aanbod=b&artikel=c&artikel=d",
        f"aanbod={'x' * 5_000}&artikel={'x' * 5_000}",
    ],
)
def test_an_unknown_offer_or_article_is_left_out_quietly(client: Client, query: str) -> None:
    make_offer(slug="traject")
    page = client.get(f"{ADDRESS}?{query}")
    assert page.status_code == 200
    assert page.context["form"].came_from is None
    assert "<script>" not in page.content.decode()
    assert '<option value="traject" selected>' not in page.content.decode()


@pytest.mark.parametrize(
    "hidden",
    [
        {"publish_at": None},
        {"publish_at": timezone.now() + timedelta(days=1)},
        {"end_at": timezone.now() - timedelta(minutes=1)},
        {"trashed_at": timezone.now()},
    ],
)
def test_the_title_of_an_article_that_is_not_public_stays_secret(
    client: Client, hidden: dict[str, Any]
) -> None:
    make_article("Nog geheim", slug="geheim", **hidden)
    assert "Nog geheim" not in client.get(f"{ADDRESS}?artikel=geheim").content.decode()
    refused = client.post(ADDRESS, answers(article="geheim", name="")).content.decode()
    assert "Nog geheim" not in refused
    client.post(ADDRESS, answers(article="geheim"))
    assert Inquiry.objects.get().article is None


def test_a_hidden_offer_cannot_be_asked_for(client: Client) -> None:
    make_offer("Voorbij", slug="voorbij", is_visible=False)
    assert "Voorbij" not in client.get(f"{ADDRESS}?aanbod=voorbij").content.decode()
    response = client.post(ADDRESS, answers(offer="voorbij"))
    assert errors(response) == {"offer": ["invalid_choice"]}
    assert not Inquiry.objects.exists()


def test_an_empty_form_names_each_thing_that_is_missing(client: Client) -> None:
    response = client.post(ADDRESS, {})
    assert response.status_code == REFUSED
    assert errors(response) == {
        "text": ["required"],
        "name": ["required"],
        "role": ["required"],
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


def test_a_double_click_asks_once(client: Client) -> None:
    filled_in = answers()
    first, second = client.post(ADDRESS, filled_in), client.post(ADDRESS, filled_in)
    assert second.status_code == 302
    reference = Inquiry.objects.get().reference
    assert reference in client.get(first["Location"]).content.decode()
    assert reference in client.get(second["Location"]).content.decode()
    assert OutgoingMail.objects.count() == 2


def test_going_back_to_say_something_else_asks_again(client: Client) -> None:
    filled_in = answers()
    client.post(ADDRESS, filled_in)
    client.post(ADDRESS, filled_in | {"text": "O ja, nog iets."})
    assert Inquiry.objects.count() == 2


@time_machine.travel(MONDAY)
def test_the_same_words_in_another_form_of_that_day_ask_once(client: Client) -> None:
    first = client.post(ADDRESS, answers(opened=make_opening_time(timedelta(minutes=9))))
    again = client.post(ADDRESS, answers(opened=make_opening_time(timedelta(minutes=2))))
    assert (first.status_code, again.status_code) == (302, 302)
    reference = Inquiry.objects.get().reference
    assert reference in client.get(again["Location"]).content.decode()
    assert OutgoingMail.objects.count() == 2


def test_who_corrects_an_answer_asks_again(client: Client) -> None:
    client.post(ADDRESS, answers(telephone="06 12345678"))
    client.post(ADDRESS, answers(telephone="06 12345679"))
    assert Inquiry.objects.count() == 2


def test_the_addresses_of_the_form_are_stored_nowhere(client: Client) -> None:
    form, refused = client.get(ADDRESS), client.post(ADDRESS, {})
    for response in (form, refused):
        assert response["Cache-Control"] == "no-store"
        assert "HX-Request" in response["Vary"]
    assert "no-store" in client.get("/contact/bedankt/")["Cache-Control"]


def test_the_form_sets_no_cookie_but_its_own_protection(client: Client) -> None:
    thanks = client.post(ADDRESS, answers())["Location"]
    client.cookies.clear()
    client.get(thanks)
    assert not client.cookies
    client.get(ADDRESS)
    assert list(client.cookies) == ["csrftoken"]


@pytest.mark.parametrize("number", [1, 12])
def test_the_form_costs_the_same_queries_however_much_is_offered(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    make_article(slug="loslaten")
    for _ in range(number):
        make_offer()
    # Site settings twice (promise and frame), closed periods, article, offers, standing pages.
    with django_assert_num_queries(6):
        client.get(f"{ADDRESS}?artikel=loslaten")


def test_a_press_on_the_number_calls_the_practice(client):
    SiteSettings.objects.update(telephone="020 555 01 23")

    page = document_of(client.get(ADDRESS))

    calls = page.xpath("//a[@href='tel:0205550123']")
    assert [call.text_content() for call in calls] == ["020 555 01 23"] * 2  # and in the foot


def test_the_errors_above_the_form_name_the_consent_in_two_words(client):
    answer = client.post(ADDRESS, {})

    links = document_of(answer).xpath("//*[@class='form-errors']//a[contains(@href, 'consent')]")
    assert [link.text_content() for link in links] == ["Je toestemming"]
