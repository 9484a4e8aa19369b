"""What the practice does with a request, and what it is told about it."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry, InquiryState, Outcome, StepNotPossibleError
from tests.at_once import at_once
from tests.factories import make_article, make_inquiry, make_offer, make_user

pytestmark = pytest.mark.django_db

MONDAY = "2026-11-23T10:00:00+01:00"
ANSWERS: dict[str, Any] = {
    "name": "Sanne Verzonnen",
    "email": "sanne@voorbeeld.nl",
    "role": "teacher",
    "school": "De Regenboogvis",
    "text": "Mijn groep is onrustig na de pauze.",
    "telephone": "06 00000000",
}


def submit(submission: str = "eerste", **answers: Any) -> Inquiry:
    answers = ANSWERS | answers
    inquiry, _is_new = Inquiry.submit(
        submission=submission, consent_text="Akkoord met bewaren.", **answers
    )
    return inquiry


@pytest.fixture
def practice() -> SiteSettings:
    settings, _made = SiteSettings.objects.update_or_create(
        pk=1, defaults={"email": "praktijk@voorbeeld.nl", "practice_name": "Praktijk Wilg"}
    )
    return settings


@time_machine.travel(MONDAY, tick=False)
def test_a_submission_is_stored_with_reference_date_and_the_words_agreed_to() -> None:
    inquiry = submit()
    inquiry.refresh_from_db()
    assert inquiry.reference.startswith("K-2026-")
    assert inquiry.answer_due == date(2026, 11, 26)
    assert inquiry.consent_text == "Akkoord met bewaren."
    assert inquiry.consented_at == inquiry.created_at == timezone.now()
    assert inquiry.state == InquiryState.NEW
    assert [event.kind for event in inquiry.events.all()] == ["submitted"]


@time_machine.travel(MONDAY, tick=False)
def test_the_practice_and_the_sender_each_get_a_mail(practice: SiteSettings) -> None:
    inquiry = submit()
    to_sender, to_practice = OutgoingMail.objects.order_by("pk")
    assert [to_practice.recipient, to_sender.recipient] == [practice.email, inquiry.email]
    assert to_practice.subject == f"Nieuwe aanvraag {inquiry.reference}"
    assert to_sender.subject == f"Je vraag is binnen ({inquiry.reference})"
    assert practice.email in to_sender.headers.values()
    assert f"/admin/contact/inquiry/{inquiry.pk}/change/" in to_practice.text
    assert "uiterlijk donderdag 26 november antwoord" in to_sender.text
    for mail in (to_practice, to_sender):
        assert mail.about == inquiry
        assert "donderdag 26 november" in mail.text
        assert "donderdag 26 november" in mail.html


def test_whoever_wants_a_call_is_promised_a_call(practice: SiteSettings) -> None:
    submit(preferred_contact="telephone")
    mail = OutgoingMail.objects.get(recipient="sanne@voorbeeld.nl")
    assert "gebeld" in mail.text
    assert "gebeld" in mail.html


def test_the_mails_carry_no_word_of_the_sender(practice: SiteSettings) -> None:
    submit(offer=make_offer("Traject"), article=make_article("Loslaten"))
    for mail in OutgoingMail.objects.all():
        everything = f"{mail.subject} {mail.text} {mail.html} {mail.headers} {mail.sender}"
        for word in ("Sanne", "Verzonnen", "Regenboogvis", "onrustig", "06 00000000", "Loslaten"):
            assert word not in everything
    to_practice = OutgoingMail.objects.get(recipient=practice.email)
    assert "sanne@" not in f"{to_practice.text} {to_practice.html} {to_practice.headers}"


def test_without_an_address_of_the_practice_the_superusers_are_told() -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"email": ""})
    make_user("coach", superuser=True)
    make_user("vertrokken", superuser=True, is_active=False)
    make_user("schrijver")
    submit()
    assert set(OutgoingMail.objects.values_list("recipient", flat=True)) == {
        "coach@voorbeeld.nl",
        "sanne@voorbeeld.nl",
    }


def test_without_anybody_the_address_of_the_site_is_told(settings: Any) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"email": ""})
    submit()
    assert OutgoingMail.objects.filter(recipient=settings.DEFAULT_FROM_EMAIL).count() == 1


def test_the_same_submission_twice_is_one_inquiry_and_two_mails(practice: SiteSettings) -> None:
    assert submit("dubbel") == submit("dubbel")
    assert Inquiry.objects.count() == 1
    assert OutgoingMail.objects.count() == 2
    submit("een andere")
    assert Inquiry.objects.count() == 2


def test_two_inquiries_never_share_a_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter("2222" + "2222" + "2223")
    monkeypatch.setattr("secrets.choice", lambda alphabet: next(drawn))
    year = timezone.localdate().year
    references = [submit("een").reference, submit("twee").reference]
    assert references == [f"K-{year}-2222", f"K-{year}-2223"]


def test_the_mails_say_what_is_asked_for_in_plain_letters(practice: SiteSettings) -> None:
    submit(offer=make_offer("Coaching & <meer>"))
    mail = OutgoingMail.objects.get(recipient=practice.email)
    assert "Coaching & <meer>." in mail.text
    assert "Coaching &amp; &lt;meer&gt;." in mail.html


@pytest.mark.django_db(transaction=True)
def test_two_clicks_that_arrive_together_are_one_inquiry_and_two_mails() -> None:
    stored = at_once(lambda _click: submit("dubbel").pk, range(4))
    assert set(stored) == {Inquiry.objects.get().pk}
    assert OutgoingMail.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_people_who_close_at_once_do_not_cross() -> None:
    inquiry, coach = make_inquiry(), make_user()

    def close(_person: int) -> bool:
        try:
            Inquiry.objects.get(pk=inquiry.pk).close(by=coach, outcome="completed")
        except StepNotPossibleError:
            return False
        return True

    assert at_once(close, range(4)).count(True) == 1
    assert inquiry.events.count() == 1


def test_a_rollback_stores_neither_inquiry_nor_mail_nor_job(practice: SiteSettings) -> None:
    def submit_in_a_transaction_that_fails() -> None:
        with transaction.atomic():
            submit()
            assert OutgoingMail.objects.count() == ProcrastinateJob.objects.count() == 2
            raise RuntimeError

    with pytest.raises(RuntimeError):
        submit_in_a_transaction_that_fails()
    assert not ProcrastinateJob.objects.exists()
    assert not Inquiry.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_mail_that_cannot_be_stored_takes_the_inquiry_along(practice: SiteSettings) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE outbox_outgoingmail ADD CONSTRAINT full_disk"
            " CHECK (recipient <> 'sanne@voorbeeld.nl')"
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        submit()
    assert not Inquiry.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_an_inquiry_goes_from_new_to_closed_and_can_be_opened_again() -> None:
    coach = make_user("coach")
    inquiry = make_inquiry()
    for step, state in (
        (lambda: inquiry.start_conversation(by=coach), "in_conversation"),
        (lambda: inquiry.plan(by=coach), "planned"),
        (lambda: inquiry.close(by=coach, outcome=Outcome.COMPLETED), "closed"),
        (lambda: inquiry.reopen(by=coach), "in_conversation"),
    ):
        with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
            step()
            inquiry.refresh_from_db()
            assert inquiry.state == state
            assert inquiry.state_changed_at == timezone.now()
            assert (inquiry.outcome == "completed") == (state == "closed")
    assert [str(event) for event in inquiry.events.all()] == [
        "opgepakt: coach",
        "beantwoord",
        "afspraak gemaakt",
        "afgerond: uitgevoerd",
        "weer geopend",
    ]
    assert {event.by for event in inquiry.events.all()} == {coach}


def test_whoever_answers_first_takes_it_on_and_keeps_it() -> None:
    first, second = make_user(), make_user()
    inquiry = make_inquiry()
    inquiry.start_conversation(by=first)
    inquiry.plan(by=second)
    inquiry.start_conversation(by=second)
    inquiry.refresh_from_db()
    assert inquiry.assignee == first


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        ("new", ["start_conversation", "plan", "close"]),
        ("in_conversation", ["plan", "close"]),
        ("planned", ["start_conversation", "close"]),
        ("closed", ["reopen"]),
    ],
)
def test_each_state_allows_its_own_steps_and_refuses_the_rest(
    state: str, possible: list[str]
) -> None:
    coach = make_user()
    outcome = "completed" if state == "closed" else ""
    for step in ("start_conversation", "plan", "close", "reopen"):
        inquiry = make_inquiry(state=state, outcome=outcome)
        arguments = {"outcome": "completed"} if step == "close" else {}
        assert (step in inquiry.possible_steps) == (step in possible)
        if step in possible:
            getattr(inquiry, step)(by=coach, **arguments)
            continue
        with pytest.raises(StepNotPossibleError):
            getattr(inquiry, step)(by=coach, **arguments)
        inquiry.refresh_from_db()
        assert (inquiry.state, inquiry.outcome) == (state, outcome)
        assert not inquiry.events.exists()


def test_a_step_counts_from_the_state_in_the_database_not_from_an_old_page() -> None:
    coach = make_user()
    inquiry = make_inquiry()
    old_page = Inquiry.objects.get(pk=inquiry.pk)
    inquiry.close(by=coach, outcome="completed")
    with pytest.raises(StepNotPossibleError):
        old_page.plan(by=coach)


def test_an_outcome_that_does_not_exist_is_refused() -> None:
    inquiry = make_inquiry()
    with pytest.raises(ValueError, match="zomaar"):
        inquiry.close(by=make_user(), outcome="zomaar")
    inquiry.refresh_from_db()
    assert inquiry.state == "new"


@pytest.mark.parametrize(("state", "outcome"), [("closed", ""), ("new", "completed")])
def test_the_database_wants_an_outcome_once_closed_and_only_then(state: str, outcome: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_inquiry(state=state, outcome=outcome)


def test_too_late_is_from_the_day_after_the_promised_one() -> None:
    today = timezone.localdate()
    late = make_inquiry(answer_due=today - timedelta(days=1))
    in_time = make_inquiry(answer_due=today)
    answered = make_inquiry(answer_due=today - timedelta(days=9), state="in_conversation")
    assert [late.is_overdue, in_time.is_overdue, answered.is_overdue] == [True, False, False]
    assert list(Inquiry.objects.overdue()) == [late]
    assert list(Inquiry.objects.unanswered_in_time()) == [in_time]
    assert set(Inquiry.objects.unanswered()) == {late, in_time}


def test_an_offer_that_was_asked_for_is_kept_and_an_article_may_go() -> None:
    offer, article = make_offer(), make_article()
    inquiry = make_inquiry(offer=offer, article=article)
    with pytest.raises(IntegrityError), transaction.atomic():
        offer.delete()
    article.delete()
    inquiry.refresh_from_db()
    assert inquiry.article is None


def test_erasing_an_inquiry_erases_its_mails_and_history(practice: SiteSettings) -> None:
    inquiry = submit()
    inquiry.delete()
    assert not OutgoingMail.objects.exists()


def test_a_mail_about_an_inquiry_has_no_public_page(client: Client) -> None:
    inquiry = make_inquiry()
    assert client.get(inquiry.get_absolute_url()).status_code == 302
    for address in (f"/contact/{inquiry.reference}/", f"/aanvraag/{inquiry.pk}/"):
        assert client.get(address).status_code == 404
