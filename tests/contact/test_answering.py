"""The practice answers a request on its page: once, by mail, and having read what came in."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from contact.models import (
    Inquiry,
    InquiryGoneError,
    InquiryMessage,
    InquiryState,
    MessageKind,
    NewerMessageError,
)
from tests.at_once import at_once
from tests.factories import make_article, make_inquiry, make_offer, make_user

pytestmark = pytest.mark.django_db
QUERIES = 10
ANSWER = "Dag Sanne,\n\nZullen we dinsdag bellen?"


@pytest.fixture
def inquiry() -> Inquiry:
    return make_inquiry()


def page_of(inquiry: Inquiry) -> str:
    return f"/admin/contact/inquiry/{inquiry.pk}/change/"


def opened(client: Client, inquiry: Inquiry) -> dict[str, str]:
    """Return what the form holds as somebody opens it."""
    page = html.fromstring(client.get(page_of(inquiry)).content.decode())
    form = page.get_element_by_id("inquiry_form")
    return {name: form.fields[name] or "" for name in ("seen", "opened", "assignee")}


def send(client: Client, inquiry: Inquiry, form: dict[str, str], **typed: str) -> Any:
    button = "_note" if "note" in typed else "_reply"
    return client.post(page_of(inquiry), form | {button: "", "reply": "", "note": ""} | typed)


def shown(response: Any) -> str:
    return html.fromstring(response.content.decode()).text_content()


def test_an_answer_goes_by_mail_from_the_practice_with_the_reference(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"email": "praktijk@voorbeeld.nl"})
    response = send(client, inquiry, opened(client, inquiry), reply=ANSWER)
    assert response["Location"] == page_of(inquiry)
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.about) == ("sanne@voorbeeld.nl", inquiry)
    assert mail.subject == f"Antwoord op je vraag ({inquiry.reference})"
    assert mail.headers["reply-to"] == "praktijk@voorbeeld.nl"
    assert mail.text.startswith(ANSWER)
    assert inquiry.reference in mail.text
    assert "<p>Zullen we dinsdag bellen?</p>" in mail.html
    assert "Je antwoord is per mail onderweg." in shown(client.get(page_of(inquiry)))


def test_who_answers_first_takes_it_on_and_moves_it(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    send(client, inquiry, opened(client, inquiry), reply=ANSWER)
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.assignee) == ("in_conversation", coach)
    kinds = [event.kind for event in inquiry.events.all()]
    assert kinds == ["replied", "assigned", "conversation_started"]


@pytest.mark.parametrize(
    ("state", "outcome"), [("in_conversation", ""), ("planned", ""), ("closed", "completed")]
)
def test_later_answers_move_nothing(inquiry: Inquiry, state: str, outcome: str) -> None:
    colleague, other = make_user("collega"), make_user("ander")
    Inquiry.objects.filter(pk=inquiry.pk).update(state=state, outcome=outcome, assignee=colleague)
    inquiry.reply(ANSWER, by=other)
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.outcome, inquiry.assignee) == (state, outcome, colleague)


def test_who_answers_on_a_page_of_hours_ago_takes_it_from_nobody(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    form, colleague = opened(client, inquiry), make_user("collega")
    inquiry.assign_to(colleague, by=colleague)
    send(client, inquiry, form, note="Ik bel haar.")
    send(client, inquiry, opened(client, inquiry) | {"assignee": ""}, reply=ANSWER)
    inquiry.refresh_from_db()
    assert (inquiry.assignee, inquiry.state) == (colleague, "in_conversation")


def test_the_same_page_sent_twice_is_one_answer_and_one_mail(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    form = opened(client, inquiry)
    for _click in range(2):
        assert send(client, inquiry, form, reply=ANSWER).status_code == 302
    assert (InquiryMessage.objects.count(), OutgoingMail.objects.count()) == (1, 1)
    send(client, inquiry, opened(client, inquiry), reply=ANSWER)
    assert (InquiryMessage.objects.count(), OutgoingMail.objects.count()) == (2, 2)
    form = opened(client, inquiry)
    for _click in range(2):
        send(client, inquiry, form, note="Ik bel haar.")
    assert InquiryMessage.objects.filter(kind=MessageKind.NOTE).count() == 1


def test_a_second_coach_sees_the_first_answer_before_sending(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    form = opened(client, inquiry)
    inquiry.reply("Ik kan woensdag.", by=make_user("eerste"))
    response = send(client, inquiry, form, reply=ANSWER)
    page = html.fromstring(response.content.decode())
    assert response.status_code == 200
    assert "Intussen is er iets bij geschreven" in page.text_content()
    [new] = page.find_class("talk__message--new")
    assert "Ik kan woensdag." in new.text_content()
    again = page.get_element_by_id("inquiry_form")
    assert again.fields["reply"].split() == ANSWER.split()
    assert InquiryMessage.objects.count() == 1
    form = {name: again.fields[name] for name in ("seen", "opened")} | {"assignee": ""}
    assert send(client, inquiry, form, reply=ANSWER).status_code == 302
    assert [message.text for message in inquiry.messages.all()] == ["Ik kan woensdag.", ANSWER]


def test_two_answers_at_once_do_not_cross_unread(transactional_db: None) -> None:
    inquiry, first, second = make_inquiry(), make_user("een"), make_user("twee")
    refused = []

    def answer(by: User) -> None:
        try:
            Inquiry.objects.get(pk=inquiry.pk).reply("Dag!", by=by, seen=0)
        except NewerMessageError:
            refused.append(by)

    at_once(answer, [first, second])
    assert (len(refused), inquiry.messages.count(), OutgoingMail.objects.count()) == (1, 1, 1)


def test_what_is_typed_stays_where_it_is_refused(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    form = opened(client, inquiry)
    empty = send(client, inquiry, form, reply="  ")
    assert "Schrijf eerst iets." in shown(empty)
    long = send(client, inquiry, form, reply="a" * 5_001)
    assert "5001" in shown(long)
    assert "a" * 5_001 in shown(long)
    assert not InquiryMessage.objects.exists()


@pytest.mark.parametrize("seen", ["", "onzin", "-1", "\0", "9" * 30])
def test_a_number_that_nobody_typed_breaks_nothing(
    client: Client, coach: User, inquiry: Inquiry, seen: str
) -> None:
    inquiry.note("Ik bel haar.", by=coach)
    form = opened(client, inquiry) | {"seen": seen}
    assert send(client, inquiry, form, reply=ANSWER).status_code == 200
    assert inquiry.messages.count() == 1


def test_a_note_is_mailed_to_nobody_and_moves_nothing(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    send(client, inquiry, opened(client, inquiry), note="Klinkt **gespannen**.")
    inquiry.refresh_from_db()
    assert (inquiry.state, OutgoingMail.objects.count()) == (InquiryState.NEW, 0)
    [note] = inquiry.messages.all()
    assert (note.kind, note.author, note.text) == ("note", coach, "Klinkt **gespannen**.")


def test_one_timeline_has_everything_in_the_order_of_time(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    inquiry.note("Eerst een notitie.", by=coach)
    inquiry.reply("Dan een antwoord.", by=coach)
    inquiry.messages.create(kind=MessageKind.FROM_ASKER, text="Dan een aanvulling.")
    inquiry.plan(by=coach)
    page = html.fromstring(client.get(page_of(inquiry)).content.decode())
    entries = page.find_class("talk__list")[0].findall("li")
    said = [re.sub(r"\s+", " ", entry.text_content()).strip() for entry in entries]
    for entry, words in zip(
        said,
        [
            "Eerst een notitie.", "Dan een antwoord.", "opgepakt: coach", "beantwoord (coach)",
            "Dan een aanvulling.", "afspraak gemaakt",
        ],
        strict=True,
    ):  # fmt: skip
        assert words in entry
    assert "notitie, alleen voor collega’s" in said[0]
    assert "Sanne Verzonnen vulde aan" in said[4]


def test_logs_and_events_hold_no_word_of_it(client: Client, coach: User, inquiry: Inquiry) -> None:
    send(client, inquiry, opened(client, inquiry), reply="Tulpenbol")
    send(client, inquiry, opened(client, inquiry), note="Tulpenbol")
    assert LogEntry.objects.filter(user=coach, object_id=str(inquiry.pk)).count() == 2
    for entry in LogEntry.objects.all():
        assert "Tulpenbol" not in entry.change_message + entry.object_repr
    assert {event.detail for event in inquiry.events.all()} == {"", "coach"}


def test_who_may_only_look_reads_all_and_has_no_form(client: Client, inquiry: Inquiry) -> None:
    reader = make_user("lezer")
    reader.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    inquiry.note("Alleen voor ons.", by=make_user("coach"))
    client.force_login(reader)
    page = client.get(page_of(inquiry))
    assert "Alleen voor ons." in shown(page)
    for name in ("_reply", "_note", 'name="reply"', 'name="note"', "#inquiry-answer"):
        assert name not in page.content.decode()
    assert send(client, inquiry, {"seen": "99999"}, reply=ANSWER).status_code == 403
    assert send(client, inquiry, {"seen": "99999"}, note=ANSWER).status_code == 403
    assert inquiry.messages.count() == 1


def test_what_was_erased_meanwhile_is_answered_in_words(coach: User, inquiry: Inquiry) -> None:
    Inquiry.objects.all().delete()
    for verb in (inquiry.reply, inquiry.note):
        with pytest.raises(InquiryGoneError):
            verb("Dag!", by=coach)


def test_erasing_takes_messages_and_mails_along(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    inquiry.reply(ANSWER, by=coach)
    client.post(f"/admin/contact/inquiry/{inquiry.pk}/delete/", {"post": "yes"})
    assert not InquiryMessage.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("number", [2, 200])
def test_a_long_conversation_costs_few_queries(
    client: Client,
    coach: User,
    inquiry: Inquiry,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    Inquiry.objects.update(offer=make_offer(), article=make_article("Rust"), assignee=coach)
    kinds = list(MessageKind)
    InquiryMessage.objects.bulk_create(
        InquiryMessage(inquiry=inquiry, kind=kinds[each % 3], author=coach, text=f"Bericht {each}")
        for each in range(number)
    )
    client.get(page_of(inquiry))
    with django_assert_num_queries(QUERIES):
        page = client.get(page_of(inquiry)).content.decode()
    assert page.count("talk__message--") == number


@pytest.mark.parametrize("button", ["_save", "_note", "_reply", "CHANGE_FORM-action"])
def test_what_was_typed_is_kept_whichever_button_was_pressed(
    client: Client, coach: User, inquiry: Inquiry, button: str
) -> None:
    typed = {"reply": ANSWER, "note": "Klonk gespannen."}
    pressed = {button: "plan", "_selected_action": str(inquiry.pk)}
    response = client.post(page_of(inquiry), opened(client, inquiry) | typed | pressed)
    form = html.fromstring(response.content.decode()).get_element_by_id("inquiry_form")
    assert form.fields["reply"].strip().splitlines() == ANSWER.splitlines()
    assert form.fields["note"].strip() == "Klonk gespannen."
    assert "Dit is nog niet verstuurd." in shown(response)
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.messages.count()) == ("new", 0)


def test_nobody_closes_what_somebody_added_to_unread(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    inquiry.start_conversation(by=coach)
    inquiry.add("Het gaat niet goed.", submission="een")
    page = page_of(inquiry)
    pressed = {"CHANGE_FORM-action": "close", "CHANGE_FORM-outcome": "completed"}
    client.post(page, pressed | {"_selected_action": str(inquiry.pk)})
    client.post(page.replace("change", "move"), {"step": "close", "outcome": "completed"})
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.asker_waits_since is None) == ("in_conversation", False)
    inquiry.plan(by=coach)
    assert inquiry.asker_waits_since
    inquiry.start_conversation(by=coach)
    inquiry.close(by=coach, outcome="completed")
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.asker_waits_since) == ("closed", None)
