"""Requests in the admin: found, read, moved on, and seen only by who may."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry
from tests.factories import make_article, make_inquiry, make_offer, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/contact/inquiry/"
LIST_QUERIES = 9


def page_of(inquiry: Inquiry) -> str:
    return f"{LIST}{inquiry.pk}/change/"


def press(client: Client, inquiry: Inquiry, step: str, **more: str) -> Any:
    pressed = {"CHANGE_FORM-action": step, "_selected_action": str(inquiry.pk)} | more
    return client.post(page_of(inquiry), pressed, follow=True)


def shown(client: Client, query: str = "") -> set[Inquiry]:
    return set(client.get(f"{LIST}?{query}").context["cl"].queryset)


def submit() -> Inquiry:
    """Let somebody ask, mails and all."""
    inquiry, _is_new = Inquiry.submit(
        submission="een",
        consent_text="Akkoord.",
        name="Sanne",
        email="sanne@voorbeeld.nl",
        role="teacher",
        text="Hallo",
    )
    return inquiry


def messages(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_request_reads_like_a_letter_with_all_that_was_written(
    client: Client, coach: User
) -> None:
    inquiry = make_inquiry(
        text="Eerste alinea.\n\nTweede <b>alinea</b>.",
        telephone="+31 (0)6 12345678",
        offer=make_offer("Teamtraining"),
        article=make_article("Loslaten", slug="loslaten"),
        school="De Vis",
    )
    page = client.get(page_of(inquiry)).content.decode()
    assert "<p>Eerste alinea.</p>" in page
    assert "Tweede &lt;b&gt;alinea&lt;/b&gt;." in page
    for words in ("Sanne Verzonnen", "De Vis", "Teamtraining", inquiry.consent_text):
        assert words in page
    assert '<a href="/artikelen/loslaten/">Loslaten</a>' in page
    subject = f"subject=Je%20vraag%20%28{inquiry.reference}%29"
    assert f'href="mailto:sanne@voorbeeld.nl?{subject}"' in page
    assert 'href="tel:+31612345678"' in page


def test_a_row_leads_on_by_who_asks_and_the_first_sentence_and_says_the_state_in_one_word(
    client: Client, coach: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    new = make_inquiry(text="Help mij! En snel.\n\nGroep 8 luistert niet.")
    make_inquiry(name="Jan Late", text="zonder punt\nen verder", answer_due=yesterday)
    make_inquiry(text="a" * 200, state="in_conversation", answer_due=yesterday)
    page = client.get(LIST).content.decode()
    link = f'<a href="/admin/contact/inquiry/{new.pk}/change/">'
    words = '<strong>Sanne Verzonnen</strong> <span class="inquiry-question">Help mij!</span></a>'
    assert link + words in page
    assert '<strong>Jan Late</strong> <span class="inquiry-question">zonder punt</span>' in page
    assert f">{'a' * 99}…</span>" in page
    states = re.findall(r'<td class="field-how_far">(.*?)</td>', page)
    assert states == ['<strong class="overdue">te laat</strong>', "nieuw", "beantwoord"]


def test_filters_stand_above_many_requests_and_above_a_few_only_those_in_use(
    client: Client, coach: User
) -> None:
    make_inquiry(answer_due=timezone.localdate() - timedelta(days=1))
    for _ in range(9):
        make_inquiry()
    filters = '<details class="list-filter"'
    assert client.get(LIST).content.decode().count(filters) == 0
    late = client.get(f"{LIST}?answer=overdue").content.decode()
    assert late.count(filters) == 1
    assert 'class="list-filters__none"' in late
    make_inquiry()
    assert client.get(LIST).content.decode().count(filters) > 1


@pytest.mark.parametrize(
    ("preferred", "first", "second"),
    [
        ("email", ">Antwoord</a>", "0612345678"),
        ("telephone", "Bel 0612345678", ">Antwoord</a>"),
    ],
)
def test_the_way_of_answering_that_was_asked_for_comes_first(
    client: Client, coach: User, preferred: str, first: str, second: str
) -> None:
    inquiry = make_inquiry(telephone="0612345678", preferred_contact=preferred)
    page = client.get(page_of(inquiry)).content.decode()
    button = page.index('<a class="button"')
    assert button < page.index(first) < page.index(second)


@pytest.mark.parametrize("preferred", ["email", "telephone"])
def test_an_old_text_that_is_no_number_is_shown_and_cannot_be_pressed(
    client: Client, coach: User, preferred: str
) -> None:
    inquiry = make_inquiry(telephone="0612345678 na 16.00", preferred_contact=preferred)
    page = client.get(page_of(inquiry)).content.decode()
    assert "0612345678 na 16.00" in page
    assert "tel:" not in page
    assert 'href=""' not in page


def test_what_the_sender_wrote_cannot_be_changed(client: Client, coach: User) -> None:
    inquiry = make_inquiry()
    changes = {"text": "Anders", "name": "Anders", "state": "closed", "assignee": "", "_save": ""}
    client.post(page_of(inquiry), changes)
    inquiry.refresh_from_db()
    assert (inquiry.name, inquiry.state) == ("Sanne Verzonnen", "new")
    assert inquiry.text == "Mijn groep is onrustig na de pauze."


def test_the_buttons_move_it_on_and_only_what_is_possible_has_one(
    client: Client, coach: User
) -> None:
    inquiry = make_inquiry()
    for step, more, state, said, following in (
        ("start_conversation", {}, "in_conversation", "beantwoord", {"plan", "close"}),
        ("plan", {}, "planned", "afspraak gemaakt", {"start_conversation", "close"}),
        ("close", {"CHANGE_FORM-outcome": "completed"}, "closed", "afgerond", {"reopen"}),
        ("reopen", {}, "in_conversation", "weer geopend", {"plan", "close"}),
    ):
        response = press(client, inquiry, step, **more)
        assert messages(response) == [f"1 aanvraag: {said}."]
        inquiry.refresh_from_db()
        assert inquiry.state == state
        buttons = {
            step
            for step in ("take_on", "start_conversation", "plan", "close", "reopen")
            if f'name="CHANGE_FORM-action" value="{step}"' in response.content.decode()
        }
        assert buttons == following
    assert inquiry.assignee == coach
    assert LogEntry.objects.filter(object_id=str(inquiry.pk)).count() == 4


def test_closing_asks_how_it_ended(client: Client, coach: User) -> None:
    inquiry = make_inquiry()
    for outcome in ("", "zomaar"):
        response = press(client, inquiry, "close", **{"CHANGE_FORM-outcome": outcome})
        inquiry.refresh_from_db()
        assert inquiry.state == "new"
        assert len(messages(response)) == 1
    assert messages(press(client, inquiry, "close")) == [
        "Kies eerst hoe het afliep en rond het dan af."
    ]


def test_a_step_that_somebody_else_overtook_is_refused_in_words(
    client: Client, coach: User
) -> None:
    inquiry = make_inquiry(state="closed", outcome="completed")
    response = press(client, inquiry, "plan")
    assert messages(response) == [f"Dat kan niet bij de huidige status: {inquiry.reference}."]
    inquiry.refresh_from_db()
    assert inquiry.state == "closed"


def test_several_are_closed_at_once_from_the_list(client: Client, coach: User) -> None:
    inquiries = [
        make_inquiry(),
        make_inquiry(state="planned"),
        make_inquiry(state="closed", outcome="referred"),
    ]
    response = client.post(
        f"{LIST}?show=all",
        {
            "action": "close",
            "outcome": "withdrawn",
            "_selected_action": [str(inquiry.pk) for inquiry in inquiries],
        },
        follow=True,
    )
    refused = f"Dat kan niet bij de huidige status: {inquiries[2].reference}."
    assert messages(response) == [f"2 aanvragen: afgerond. {refused}"]
    outcomes = Inquiry.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["withdrawn", "withdrawn", "referred"]


def test_somebody_takes_it_on_gives_it_to_another_or_lets_it_go(
    client: Client, coach: User
) -> None:
    inquiry, other = make_inquiry(), make_user("ander")
    press(client, inquiry, "take_on")
    client.post(page_of(inquiry), {"assignee": str(other.pk), "_save": ""})
    client.post(page_of(inquiry), {"assignee": "", "_save": ""})
    inquiry.refresh_from_db()
    assert inquiry.assignee is None
    assert [event.detail for event in inquiry.events.all()] == ["coach", "ander", ""]


def test_only_who_works_here_can_be_given_a_request(client: Client, coach: User) -> None:
    gone = make_user("vertrokken", is_active=False)
    page = client.get(page_of(make_inquiry())).content.decode()
    assert f'<option value="{coach.pk}">' in page
    assert f'<option value="{gone.pk}">' not in page


def test_the_list_filters_by_answer_and_state_and_finds_by_any_word(
    client: Client, coach: User
) -> None:
    today = timezone.localdate()
    late = make_inquiry(answer_due=today - timedelta(days=2), school="De Vis")
    fresh = make_inquiry(answer_due=today, text="Over loslaten.")
    busy = make_inquiry(state="in_conversation", answer_due=today - timedelta(days=9))
    assert shown(client) == {late, fresh, busy}
    assert shown(client, "answer=overdue") == {late}
    assert shown(client, "answer=waiting") == {fresh}
    assert shown(client, "answer=onzin") == {late, fresh, busy}
    assert shown(client, "state__exact=in_conversation") == {busy}
    assert shown(client, "q=loslaten") == {fresh}
    assert shown(client, "q=vis") == {late}
    assert shown(client, f"q={busy.reference}") == {busy}
    page = client.get(LIST).content.decode()
    assert page.count('<strong class="overdue">te laat</strong>') == 1


def test_the_page_shows_whether_the_mails_left(client: Client, coach: User) -> None:
    inquiry = submit()
    OutgoingMail.objects.filter(recipient="sanne@voorbeeld.nl").update(state="failed")
    page = client.get(page_of(inquiry)).content.decode()
    assert f"Je vraag is binnen ({inquiry.reference})" in page
    assert '<strong class="overdue">mislukt</strong>' in page


def test_the_admin_home_counts_what_waits_each_once(client: Client, coach: User) -> None:
    make_inquiry(answer_due=timezone.localdate() - timedelta(days=1))
    make_inquiry()
    make_inquiry()
    make_inquiry(state="planned")
    page = client.get("/admin/").content.decode()
    assert "1 aanvraag wacht te lang op antwoord" in page
    assert "2 aanvragen om te beantwoorden" in page
    assert f"{LIST}?answer=overdue" in page


def test_an_editor_sees_and_moves_requests_and_a_writer_does_not(client: Client) -> None:
    inquiry = make_inquiry()
    editor, writer = make_user("redacteur"), make_user("schrijver")
    editor.groups.add(Group.objects.get(name="Redactie"))
    writer.groups.add(Group.objects.get(name="Schrijvers"))
    client.force_login(writer)
    for address in (LIST, page_of(inquiry)):
        assert client.get(address).status_code == 403
    assert "aanvra" not in client.get("/admin/").content.decode().lower()
    client.force_login(editor)
    press(client, inquiry, "start_conversation")
    inquiry.refresh_from_db()
    assert inquiry.assignee == editor


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    inquiry = make_inquiry()
    for address in (LIST, page_of(inquiry), "/admin/contact/offer/"):
        response = client.get(address)
        assert response.status_code == 302
        assert "Sanne" not in response.content.decode()


def test_nobody_adds_a_request_by_hand(client: Client, coach: User) -> None:
    assert client.get(f"{LIST}add/").status_code == 403


def test_an_editor_erases_a_request_with_its_mails(client: Client) -> None:
    editor = make_user("redacteur")
    editor.groups.add(Group.objects.get(name="Redactie"))
    client.force_login(editor)
    inquiry = submit()
    client.post(f"{LIST}{inquiry.pk}/delete/", {"post": "yes"})
    assert not Inquiry.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_queries_however_long_it_is(
    client: Client, coach: User, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        make_inquiry(offer=make_offer(), assignee=coach)
    client.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(LIST)
