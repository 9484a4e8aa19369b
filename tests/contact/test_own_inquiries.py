"""The page of whoever asked: her link alone opens it, and what she takes back is gone."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from lxml import html
from pytest_django import DjangoAssertNumQueries

from blog.conversations.links import WRITERS
from blog.models.comments import CommentError
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from contact.conversations.links import ASKERS
from contact.models import ErasedInquiry, Inquiry, InquiryMessage, MessageKind
from tests.at_once import at_once
from tests.everywhere import places_with
from tests.factories import (
    make_article,
    make_comment,
    make_inquiry,
    make_offer,
    make_opening_time,
    make_user,
)

pytestmark = pytest.mark.django_db
NEW_LINK = "/contact/jouw-vraag/"
QUERIES = 5
ADDITION = "Het is ook na de gymles onrustig."


@pytest.fixture
def inquiry() -> Inquiry:
    return make_inquiry()


@pytest.fixture
def practice() -> SiteSettings:
    settings, _made = SiteSettings.objects.update_or_create(
        pk=1, defaults={"email": "praktijk@voorbeeld.nl", "practice_name": "Praktijk Wilg"}
    )
    return settings


def own_address(inquiry: Inquiry) -> str:
    return f"{NEW_LINK}{inquiry.askers_token}/"


def read(response: Any) -> str:
    main = html.fromstring(response.content.decode()).find(".//main")
    return re.sub(r"\s+", " ", main.text_content()).strip()


def add(client: Client, inquiry: Inquiry, text: str = ADDITION, **typed: str) -> Any:
    form = {"step": "add", "text": text, "opened": make_opening_time()} | typed
    return client.post(own_address(inquiry), form)


def ask_for_link(client: Client, email: str, **typed: str) -> Any:
    form = {"email": email, "opened": make_opening_time()} | typed
    return client.post(NEW_LINK, form, follow=True)


def test_she_reads_what_she_asked_and_every_answer_and_no_note(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    inquiry.reply("Zullen we bellen?", by=coach)
    inquiry.note("Klinkt gespannen.", by=coach)
    inquiry.add(ADDITION, submission="een")
    answer = client.get(own_address(inquiry))
    said = [
        re.sub(r"\s+", " ", one.text_content())
        for one in html.fromstring(answer.content.decode()).find_class("said__text")
    ]
    assert [words.strip() for words in said] == [inquiry.text, "Zullen we bellen?", ADDITION]
    for path in ("", "gegevens/", "gegevens.json"):
        assert "gespannen" not in client.get(own_address(inquiry) + path).content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Je vraag is aangekomen."),
        ({"preferred_contact": "telephone"}, "Je wordt uiterlijk"),
        ({"answer_due": timezone.localdate() - timedelta(days=1)}, "Het spijt ons"),
        ({"state": "in_conversation"}, "We zijn met je in gesprek."),
        ({"state": "in_conversation", "asker_waits_since": timezone.now()}, "Je hoort van ons."),
        ({"state": "planned"}, "We hebben een afspraak met je gemaakt."),
        ({"state": "closed", "outcome": "not_a_request"}, "Je vraag is afgerond."),
    ],
)
def test_the_state_is_told_in_plain_words(
    client: Client, fields: dict[str, Any], words: str
) -> None:
    page = read(client.get(own_address(make_inquiry(**fields))))
    assert words in page
    assert "geen aanvraag" not in page


def test_no_search_no_cache_and_no_other_site_learns_the_address(
    client: Client, inquiry: Inquiry
) -> None:
    address = own_address(inquiry)
    policies = {"": "same-origin", "gegevens/": "no-referrer", "gegevens.json": "no-referrer"}
    for path, policy in policies.items():
        headers = client.get(address + path).headers
        assert headers["X-Robots-Tag"] == "noindex"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == policy


def wrong_tokens(inquiry: Inquiry) -> list[str]:
    token, other = inquiry.askers_token, make_inquiry()
    with time_machine.travel(timezone.now() - timedelta(days=366), tick=False):
        old = inquiry.askers_token
    gone = make_inquiry()
    erased = gone.askers_token
    gone.delete()
    return [
        token[:-1],
        token.replace(str(inquiry.pk), str(other.pk), 1),
        token.upper(),
        old,
        erased,
        "1",
        "..",
        "a" * 3_000,
        WRITERS.token(inquiry.pk),
        ASKERS.token(2**62),
    ]


def test_wrong_cut_old_and_foreign_links_get_one_and_the_same_page(
    client: Client, inquiry: Inquiry
) -> None:
    for path in ("", "gegevens/", "gegevens.json"):
        answers = [client.get(f"{NEW_LINK}{each}/{path}") for each in wrong_tokens(inquiry)]
        assert {answer.status_code for answer in answers} == {404}
        pages = {read(answer) for answer in answers}
        assert len(pages) == 1
        assert "Deze link werkt niet meer" in pages.pop()
        assert {answer["Cache-Control"] for answer in answers} == {"no-store"}


def test_nobody_adds_or_withdraws_by_a_wrong_link(client: Client, inquiry: Inquiry) -> None:
    tokens = wrong_tokens(inquiry)
    before = Inquiry.objects.count()
    for token in tokens:
        for step in ("add", "withdraw"):
            form = {"step": step, "text": ADDITION, "opened": make_opening_time()}
            assert client.post(f"{NEW_LINK}{token}/", form).status_code == 404
    assert (Inquiry.objects.count(), InquiryMessage.objects.count()) == (before, 0)


def test_opening_the_link_changes_nothing(client: Client, inquiry: Inquiry) -> None:
    for step in ("add", "withdraw"):
        client.get(own_address(inquiry), {"step": step, "text": "Hallo", "gedaan": step})
    assert Inquiry.objects.get() == inquiry
    assert not InquiryMessage.objects.exists()


def test_what_she_adds_is_told_to_the_practice_without_a_word_of_it(
    client: Client, practice: SiteSettings, inquiry: Inquiry
) -> None:
    response = add(client, inquiry)
    assert response["Location"] == f"{own_address(inquiry)}?gedaan=add"
    [message] = inquiry.messages.all()
    assert (message.kind, message.text, message.author) == ("from_asker", ADDITION, None)
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.about) == (practice.email, inquiry)
    assert mail.subject == f"Aanvulling op {inquiry.reference}"
    everything = f"{mail.subject} {mail.text} {mail.html} {mail.headers}"
    assert f"/admin/contact/inquiry/{inquiry.pk}/change/" in everything
    for word in ("gymles", "Sanne", "sanne@", "jouw-vraag"):
        assert word not in everything
    assert "Je aanvulling is aangekomen." in read(client.get(response["Location"]))


def test_the_same_opened_form_sent_twice_is_one_message(client: Client, inquiry: Inquiry) -> None:
    opened = make_opening_time()
    for _click in range(2):
        assert add(client, inquiry, opened=opened).status_code == 302
    assert (InquiryMessage.objects.count(), OutgoingMail.objects.count()) == (1, 1)
    add(client, inquiry)
    assert InquiryMessage.objects.count() == 2


def test_what_is_added_after_an_answer_waits_until_that_is_answered_too(
    client: Client, coach: User, inquiry: Inquiry
) -> None:
    def home() -> str:
        return client.get("/admin/").content.decode()

    def waiting() -> set[Inquiry]:
        answer = client.get("/admin/contact/inquiry/?answer=added")
        return set(answer.context["cl"].queryset)

    add(client, inquiry)
    assert "aanvulling" not in home()
    inquiry.reply("Dag!", by=coach)
    assert waiting() == set()
    add(client, inquiry, "Nog iets.")
    assert "1 aanvraag met een aanvulling" in home()
    assert waiting() == {inquiry}
    inquiry.start_conversation(by=coach)
    assert waiting() == set()
    add(client, inquiry, "En nog iets.")
    inquiry.refresh_from_db()
    inquiry.reply("Dag!", by=coach)
    assert waiting() == set()


def test_what_is_added_to_a_closed_one_opens_it(client: Client, coach: User) -> None:
    inquiry = make_inquiry(state="closed", outcome="completed", assignee=coach)
    add(client, inquiry)
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.outcome, inquiry.assignee) == ("in_conversation", "", coach)
    assert [(event.kind, event.by) for event in inquiry.events.all()] == [
        ("reopened", None),
        ("added", None),
    ]


def test_what_she_adds_is_guarded_and_danger_is_read_first(
    client: Client, practice: SiteSettings, inquiry: Inquiry
) -> None:
    text = "Mijn zoon Daan Bakker wordt thuis geslagen."
    answer = add(client, inquiry, text)
    assert answer.status_code == 422
    assert "Kan dit naar een kind wijzen?" in read(answer)
    assert "0800-2000" in read(answer)
    seen = html.fromstring(answer.content.decode()).find(".//input[@name='seen']").get("value")
    assert add(client, inquiry, text, seen=seen).status_code == 302
    inquiry.refresh_from_db()
    assert (inquiry.read_first, inquiry.messages.get().read_first) == (True, True)
    assert OutgoingMail.objects.get().subject.startswith("Lees eerst")


@pytest.mark.parametrize("text", ["", "  ", "a" * 5_001])
def test_what_is_refused_stays_typed(client: Client, inquiry: Inquiry, text: str) -> None:
    answer = add(client, inquiry, text)
    assert answer.status_code == 422
    assert not InquiryMessage.objects.exists()
    typed = html.fromstring(answer.content.decode()).get_element_by_id("id_text")
    assert (typed.text or "").strip() == text.strip()


def test_programs_and_floods_are_kept_out(client: Client, inquiry: Inquiry) -> None:
    assert add(client, inquiry, website="https://spam.example").status_code == 422
    statuses = [add(client, inquiry, f"Nummer {number}").status_code for number in range(7)]
    assert statuses == [302] * 5 + [429] * 2
    assert InquiryMessage.objects.count() == 5


def test_without_its_protection_nothing_is_stored_and_nothing_lost(inquiry: Inquiry) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = add(strict, inquiry)
    assert (answer.status_code, ADDITION in answer.content.decode()) == (403, True)
    assert strict.post(own_address(inquiry), {"step": "withdraw"}).status_code == 403
    assert Inquiry.objects.exists()
    assert not InquiryMessage.objects.exists()


def test_what_she_takes_back_is_gone_everywhere(
    client: Client, coach: User, practice: SiteSettings
) -> None:
    inquiry, _is_new = Inquiry.submit(
        submission="een",
        consent_text="Akkoord.",
        name="Fenna Tulpenbol",
        email="fenna@tulpenbol.nl",
        role="teacher",
        text="Tulpenbol is onrustig.",
    )
    inquiry.reply("Dag Tulpenbol!", by=coach)
    inquiry.note("Tulpenbol belde.", by=coach)
    inquiry.add("Nog een Tulpenbol.", submission="twee")
    kind = ContentType.objects.get_for_model(Inquiry)
    LogEntry.objects.create(
        user=coach,
        content_type=kind,
        object_id=str(inquiry.pk),
        object_repr="Tulpenbol",
        action_flag=CHANGE,
    )
    assert len(places_with("tulpenbol")) > 4
    address = own_address(inquiry)
    answer = client.post(address, {"step": "withdraw"})
    assert "Je vraag is gewist" in read(answer)
    assert places_with("tulpenbol") == set()
    assert not InquiryMessage.objects.exists()
    [left] = ErasedInquiry.objects.all()
    assert (left.because, left.by) == ("asker", None)
    [mail] = OutgoingMail.objects.all()
    assert (mail.recipient, mail.subject) == (
        practice.email,
        f"Aanvraag {inquiry.reference} is ingetrokken",
    )
    assert client.get(address).status_code == 404
    assert client.post(address, {"step": "withdraw"}).status_code == 404
    assert ErasedInquiry.objects.count() == 1


def test_nobody_is_told_of_what_nobody_took_up(client: Client, inquiry: Inquiry) -> None:
    client.post(own_address(inquiry), {"step": "withdraw"})
    assert not Inquiry.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_withdrawing_twice_at_once_erases_once(transactional_db: None) -> None:
    address = own_address(make_inquiry())
    answers = at_once(lambda each: each.post(address, {"step": "withdraw"}), [Client(), Client()])
    assert sorted(answer.status_code for answer in answers) == [200, 404]
    assert ErasedInquiry.objects.count() == 1


def test_her_data_are_complete_to_read_and_as_a_file(client: Client, coach: User) -> None:
    inquiry = make_inquiry(
        telephone="+31612345678",
        school="De Vis",
        offer=make_offer("Traject"),
        article=make_article("Rust"),
    )
    inquiry.reply("Zullen we bellen?", by=coach)
    inquiry.add(ADDITION, submission="een")
    response = client.get(f"{own_address(inquiry)}gegevens.json")
    assert response["Content-Disposition"] == f'attachment; filename="{inquiry.reference}.json"'
    told = json.loads(response.content)
    assert [(each["from"], each["text"]) for each in told["messages"]] == [
        ("practice", "Zullen we bellen?"),
        ("you", ADDITION),
    ]
    page = read(client.get(f"{own_address(inquiry)}gegevens/"))
    for key, value in {
        "name": "Sanne Verzonnen",
        "mail_address": "sanne@voorbeeld.nl",
        "telephone": "+31612345678",
        "school": "De Vis",
        "role": "leraar",
        "offer": "Traject",
        "article": "Rust",
        "question": inquiry.text,
        "likes_to_be_answered": "per mail",
        "consent": inquiry.consent_text,
        "state": "beantwoord",
    }.items():
        assert told[key] == value
        assert value in page


def test_every_mail_to_her_leads_to_her_page(client: Client, coach: User) -> None:
    inquiry, _is_new = Inquiry.submit(
        submission="een",
        consent_text="Akkoord.",
        name="Sanne",
        email="sanne@voorbeeld.nl",
        role="teacher",
        text="Hallo",
    )
    inquiry.reply("Dag!", by=coach)
    mails = OutgoingMail.objects.filter(recipient=inquiry.email)
    assert [mail.template.rpartition("/")[2] for mail in mails.order_by("pk")] == [
        "to_sender",
        "reply",
    ]
    for mail in mails:
        for body in (mail.text, mail.html):
            [path] = set(re.findall(r"/contact/jouw-vraag/[^\s\"]+", body))
            assert client.get(path).status_code == 200


def test_a_new_link_is_mailed_for_each_request_of_the_address(client: Client) -> None:
    first, second = make_inquiry(), make_inquiry(email="Sanne@voorbeeld.nl")
    make_inquiry(email="ander@voorbeeld.nl")
    ask_for_link(client, "SANNE@voorbeeld.nl")
    mail = OutgoingMail.objects.get()
    paths = re.findall(r"/contact/jouw-vraag/\S+/", mail.text)
    assert len(paths) == 2
    for path, inquiry in zip(paths, (second, first), strict=True):
        assert inquiry.reference in read(client.get(path))


def test_the_answer_does_not_tell_whether_an_address_is_known(client: Client) -> None:
    make_inquiry()
    known = ask_for_link(client, "sanne@voorbeeld.nl")
    unknown = ask_for_link(client, "niemand@voorbeeld.nl")
    assert known.redirect_chain == unknown.redirect_chain
    assert read(known) == read(unknown)
    assert list(OutgoingMail.objects.values_list("recipient", flat=True)) == ["sanne@voorbeeld.nl"]


@pytest.mark.parametrize("email", ["sanne@voorbeeld.nl", "niemand@voorbeeld.nl"])
def test_an_address_gets_three_links_an_hour_known_or_not(client: Client, email: str) -> None:
    make_inquiry()
    statuses = [ask_for_link(client, email).status_code for _time in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert OutgoingMail.objects.count() in {0, 3}


@pytest.mark.parametrize("email", ["", "geen adres", "a@b", "\0", "x" * 400 + "@school.nl"])
def test_what_is_no_address_is_told_beside_the_field(client: Client, email: str) -> None:
    answer = ask_for_link(client, email)
    assert answer.status_code == 422
    assert "email" in answer.context["form"].errors


def test_a_comment_is_no_comment_again_once_its_writer_added_something(coach: User) -> None:
    comment = make_comment(make_article(), "Mijn dochter durft niet meer.", state="pending")
    comment.make_private(by=coach)
    inquiry = Inquiry.objects.get()
    inquiry.add(ADDITION, submission="een")
    with pytest.raises(CommentError, match=inquiry.reference):
        comment.undo(by=coach)
    assert inquiry.messages.count() == 1


@pytest.mark.parametrize("number", [2, 200])
def test_a_long_conversation_costs_as_few_queries(
    client: Client, inquiry: Inquiry, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    author, kinds = make_user(), [MessageKind.FROM_PRACTICE, MessageKind.FROM_ASKER]
    InquiryMessage.objects.bulk_create(
        InquiryMessage(inquiry=inquiry, kind=kinds[each % 2], author=author, text=f"Nr. {each}")
        for each in range(number)
    )
    client.get(own_address(inquiry))
    with django_assert_num_queries(QUERIES):
        page = client.get(own_address(inquiry)).content.decode()
    assert page.count('class="said__text"') == number + 1
