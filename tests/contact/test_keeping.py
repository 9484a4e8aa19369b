"""Closed requests are forgotten on time: announced, erased whole, kept longer for a reason."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from blog.models import Comment
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from contact import numbers
from contact.models import (
    ErasedBecause,
    ErasedInquiry,
    Inquiry,
    InquiryGoneError,
    KeepingTerms,
    StepNotPossibleError,
)
from contact.models.keeping.terms import months_later
from contact.tasks import erase_old_inquiries
from tests.everywhere import places_with
from tests.factories import make_article, make_comment, make_inquiry, make_offer, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/contact/inquiry/"
CLOSED = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def practice() -> SiteSettings:
    settings, _made = SiteSettings.objects.update_or_create(
        pk=1, defaults={"email": "praktijk@voorbeeld.nl"}
    )
    return settings


def make_closed(outcome: str = "referred", closed: datetime = CLOSED, **fields: Any) -> Inquiry:
    return make_inquiry(
        state="closed", outcome=outcome, state_changed_at=closed, created_at=closed, **fields
    )


def work_on(day: date) -> None:
    """Let the worker do its daily work on that day."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 4, tzinfo=UTC), tick=False):
        erase_old_inquiries(0)


def keep(
    client: Client, inquiry: Inquiry, day: str, reason: str = "Loopt nog bij de school"
) -> Any:
    return client.post(f"{LIST}{inquiry.pk}/keep/", {"day": day, "reason": reason})


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 3, 10), 3, date(2026, 6, 10)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 24, date(2028, 12, 1)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_there_is(
    day: date, months: int, later: date
) -> None:
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("outcome", "erased_on"),
    [
        ("referred", date(2026, 6, 10)),
        ("not_a_request", date(2026, 6, 10)),
        ("withdrawn", date(2026, 9, 10)),
        ("unreachable", date(2026, 9, 10)),
        ("completed", date(2028, 3, 10)),
    ],
)
def test_each_ending_has_its_term_and_the_day_of_erasing_is_that_of_amsterdam(
    client: Client, coach: User, outcome: str, erased_on: date
) -> None:
    inquiry = make_closed(outcome, datetime(2026, 3, 9, 23, 30, tzinfo=UTC))
    assert inquiry.end_of_keeping(KeepingTerms.load()) == erased_on
    page = client.get(f"{LIST}{inquiry.pk}/change/").content.decode()
    assert "Wordt gewist op 10 " in page
    assert f" {erased_on.year}." in page


def test_an_open_request_is_never_erased_and_says_no_day(client: Client, coach: User) -> None:
    old = make_inquiry(created_at=CLOSED, state_changed_at=CLOSED)
    assert old.end_of_keeping(KeepingTerms.load()) is None
    assert "Wordt gewist" not in client.get(f"{LIST}{old.pk}/change/").content.decode()
    for day in (date(2035, 1, 1), date(2035, 1, 9)):
        work_on(day)
    assert Inquiry.objects.get() == old


def test_the_practice_hears_a_week_before_in_one_mail_without_names(
    client: Client, coach: User, practice: SiteSettings
) -> None:
    soon = [make_closed(name="Sanne Verzonnen"), make_closed(school="De Vis")]
    make_closed(closed=CLOSED + timedelta(days=1))
    work_on(date(2026, 6, 2))
    assert not OutgoingMail.objects.exists()
    work_on(date(2026, 6, 3))
    work_on(date(2026, 6, 3))
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.subject) == (
        practice.email,
        "2 aanvragen worden over een week gewist",
    )
    assert "woensdag 10 juni" in mail.text
    for words in ("Sanne", "De Vis", soon[0].reference):
        assert words not in f"{mail.text} {mail.html}"
    assert f"{LIST}?erasing=soon" in mail.text
    listed = client.get(f"{LIST}?erasing=soon").context["cl"].result_list
    assert set(listed) == set(soon)


def test_what_was_announced_is_erased_a_week_later_and_not_a_day_sooner(
    practice: SiteSettings,
) -> None:
    make_closed()
    for day in range(3, 10):
        work_on(date(2026, 6, day))
        assert Inquiry.objects.count() == 1
    work_on(date(2026, 6, 10))
    assert not Inquiry.objects.exists()


def test_a_worker_that_was_away_announces_first_and_waits_the_week(practice: SiteSettings) -> None:
    make_closed()
    work_on(date(2026, 8, 1))
    assert Inquiry.objects.count() == OutgoingMail.objects.count() == 1
    work_on(date(2026, 8, 7))
    assert Inquiry.objects.count() == 1
    work_on(date(2026, 8, 8))
    assert not Inquiry.objects.exists()


def test_other_terms_hold_for_what_was_closed_before(practice: SiteSettings) -> None:
    inquiry = make_closed()
    KeepingTerms.objects.update_or_create(pk=1, defaults={"without_a_match": 5})
    assert inquiry.end_of_keeping(KeepingTerms.load()) == date(2026, 8, 10)


def test_who_opens_it_again_has_a_new_term_when_it_is_closed_again(
    coach: User, practice: SiteSettings
) -> None:
    inquiry = make_closed()
    work_on(date(2026, 6, 3))
    inquiry.refresh_from_db()
    inquiry.reopen(by=coach)
    inquiry.close(by=coach, outcome="referred")
    inquiry.refresh_from_db()
    assert inquiry.erasing_announced is None
    work_on(date(2026, 6, 10))
    assert Inquiry.objects.count() == 1


def test_nothing_of_it_is_left_but_a_nameless_line(coach: User, practice: SiteSettings) -> None:
    offer, article = make_offer("Traject"), make_article("Loslaten")
    inquiry, _is_new = Inquiry.submit(
        submission="een",
        consent_text="Akkoord.",
        name="Xantippe Kwikstaart",
        email="xantippe@kwikstaart.voorbeeld.nl",
        school="De Kwikstaartschool",
        telephone="+31687654321",
        role="teacher",
        text="Over Kwikstaart en zonderlinge dingen.",
        offer=offer,
        article=article,
    )
    inquiry.start_conversation(by=coach)
    inquiry.close(by=coach, outcome="referred")
    LogEntry.objects.create(
        user=coach,
        content_type=ContentType.objects.get_for_model(Inquiry),
        object_id=str(inquiry.pk),
        object_repr="Kwikstaart",
        action_flag=CHANGE,
    )
    old = timezone.now() - timedelta(days=200)
    Inquiry.objects.update(created_at=old - timedelta(days=3), state_changed_at=old)
    inquiry.events.filter(kind="conversation_started").update(at=old)
    month = timezone.localtime(old - timedelta(days=3)).date().replace(day=1)
    today = timezone.localdate()
    assert places_with("Kwikstaart", "31687654321", inquiry.reference) != set()
    work_on(today)
    work_on(today + timedelta(days=7))
    assert places_with("Kwikstaart", "31687654321", inquiry.reference) == set()
    left = ErasedInquiry.objects.get()
    assert (left.month, left.offer, left.article, left.role) == (month, offer, article, "teacher")
    assert (left.outcome, left.days_to_first_answer) == ("referred", 3)
    assert (left.because, left.by) == ("term", None)


def test_who_erases_by_hand_leaves_the_same_line_with_her_account(
    client: Client, coach: User
) -> None:
    inquiry = make_inquiry()
    client.post(f"{LIST}{inquiry.pk}/delete/", {"post": "yes"})
    others = [make_inquiry().pk, make_inquiry().pk]
    chosen = {"action": "delete_selected", "_selected_action": others, "post": "yes"}
    client.post(LIST, chosen)
    assert not Inquiry.objects.exists()
    left = set(ErasedInquiry.objects.values_list("because", "by"))
    assert left == {("practice", coach.pk)}
    assert ErasedInquiry.objects.count() == 3
    page = client.get("/admin/contact/erasedinquiry/").content.decode()
    assert page.count("door de praktijk") >= 3


def test_a_closed_request_is_kept_longer_with_a_reason(client: Client, coach: User) -> None:
    with time_machine.travel(CLOSED, tick=False):
        inquiry = make_closed(erasing_announced=date(2026, 3, 10))
        client.force_login(coach)
        response = keep(client, inquiry, "2027-01-15")
        assert response.status_code == 302
        page = client.get(f"{LIST}{inquiry.pk}/change/").content.decode()
    inquiry.refresh_from_db()
    assert inquiry.end_of_keeping(KeepingTerms.load()) == date(2027, 1, 15)
    assert inquiry.erasing_announced is None
    assert "Wordt gewist op 15 januari 2027." in page
    assert "Loopt nog bij de school" in page
    assert "langer bewaard: 15 januari 2027" in page
    log = LogEntry.objects.get()
    assert "school" not in log.change_message


@pytest.mark.parametrize(
    ("day", "reason", "refusal"),
    [
        ("2026-06-10", "Loopt nog", "Ze wordt toch al tot 10 juni 2026 bewaard."),
        ("2026-07-01", " \u200b ", "Zeg waarom ze langer bewaard moet worden."),
        ("2040-01-01", "Loopt nog", "Kies een dag binnen vijf jaar daarna."),
        ("gisteren", "Loopt nog", "Voer een geldige datum in."),
        ("", "Loopt nog", "Zeg tot wanneer."),
    ],
)
def test_without_a_later_day_and_a_reason_nothing_is_kept_longer(
    client: Client, coach: User, day: str, reason: str, refusal: str
) -> None:
    with time_machine.travel(CLOSED, tick=False):
        inquiry = make_closed()
        client.force_login(coach)
        response = keep(client, inquiry, day, reason)
    assert refusal in response.content.decode()
    assert response.context["form"]["day"].value() == day
    inquiry.refresh_from_db()
    assert inquiry.keep_until is None


def test_an_open_request_cannot_be_kept_longer_not_even_at_that_moment(
    client: Client, coach: User
) -> None:
    inquiry = make_inquiry()
    assert keep(client, inquiry, "2030-01-01").status_code == 302
    inquiry.refresh_from_db()
    assert inquiry.keep_until is None
    with pytest.raises(StepNotPossibleError):
        inquiry.keep_longer(date(2030, 1, 1), reason="Zomaar", by=coach)


def test_the_database_keeps_nothing_longer_without_a_reason() -> None:
    inquiry = make_closed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.filter(pk=inquiry.pk).update(keep_until=date(2027, 1, 1))


def test_terms_and_keeping_are_for_who_may_change_them(client: Client) -> None:
    inquiry = make_closed()
    assert keep(client, inquiry, "2030-01-01").status_code == 302
    client.force_login(make_user("schrijver"))
    assert keep(client, inquiry, "2030-01-01").status_code == 403
    assert client.get("/admin/contact/keepingterms/1/change/").status_code == 403
    inquiry.refresh_from_db()
    assert inquiry.keep_until is None


@pytest.mark.parametrize("months", ["0", "121", "-1", "drie"])
def test_a_term_is_a_number_of_months_from_one_to_ten_years(
    client: Client, coach: User, months: str
) -> None:
    terms = {"without_a_match": months, "without_a_reaction": "6", "after_a_trajectory": "24"}
    response = client.post("/admin/contact/keepingterms/1/change/", terms)
    assert response.context["adminform"].form.errors.keys() == {"without_a_match"}
    assert KeepingTerms.load().without_a_match == 3


def test_what_was_erased_still_counts_in_the_numbers(practice: SiteSettings) -> None:
    offer = make_offer("Traject")
    for _ in range(2):
        make_closed(offer=offer)
    before = _numbers()
    work_on(date(2026, 6, 3))
    work_on(date(2026, 6, 10))
    assert not Inquiry.objects.exists()
    assert _numbers() == before


def _numbers() -> list[Any]:
    with time_machine.travel(datetime(2026, 6, 10, 12, tzinfo=UTC), tick=False):
        return [
            numbers.asked_by_month(),
            numbers.asked_by("offer"),
            numbers.asked_by("article"),
            [(str(bar.name), bar.count) for bar in numbers.ended_by_outcome()],
        ]


def test_what_was_erased_at_the_same_moment_is_erased_once_and_moved_by_nobody(
    client: Client, coach: User
) -> None:
    inquiry = make_closed()
    Inquiry.objects.get(pk=inquiry.pk).erase(ErasedBecause.ASKER)
    for step in (
        lambda: inquiry.erase(ErasedBecause.TERM),
        lambda: inquiry.reopen(by=coach),
        lambda: inquiry.assign_to(coach, by=coach),
        lambda: inquiry.keep_longer(date(2030, 1, 1), reason="Zomaar", by=coach),
    ):
        with pytest.raises(InquiryGoneError):
            step()
    assert ErasedInquiry.objects.count() == 1


def test_who_has_longer_terms_is_told_again_before_the_later_day(practice: SiteSettings) -> None:
    make_closed("completed")
    work_on(date(2028, 3, 5))
    KeepingTerms.objects.update(after_a_trajectory=48)
    work_on(date(2028, 3, 13))
    work_on(date(2030, 3, 2))
    assert OutgoingMail.objects.count() == 1
    work_on(date(2030, 3, 3))
    assert OutgoingMail.objects.count() == 2
    work_on(date(2030, 3, 9))
    assert Inquiry.objects.exists()
    work_on(date(2030, 3, 10))
    assert not Inquiry.objects.exists()


def test_who_has_shorter_terms_reads_a_day_that_is_still_to_come(
    client: Client, coach: User, practice: SiteSettings
) -> None:
    inquiry = make_closed("completed", timezone.now() - timedelta(days=200))
    KeepingTerms.objects.update(after_a_trajectory=1)
    today = timezone.localdate()
    assert inquiry.erased_on(KeepingTerms.load()) == today + timedelta(days=7)
    work_on(today)
    inquiry.refresh_from_db()
    assert inquiry.erased_on(KeepingTerms.load()) == today + timedelta(days=7)


def test_who_is_answered_after_the_end_is_not_forgotten_a_day_later(
    coach: User, practice: SiteSettings
) -> None:
    inquiry = make_closed()
    work_on(date(2026, 6, 3))
    with time_machine.travel(datetime(2026, 6, 9, 12, tzinfo=UTC), tick=False):
        inquiry.refresh_from_db()
        inquiry.reply("Graag gedaan! Schrijf gerust terug.", by=coach)
    work_on(date(2026, 6, 10))
    inquiry.refresh_from_db()
    assert inquiry.state == "closed"
    assert inquiry.end_of_keeping(KeepingTerms.load()) == date(2026, 9, 9)


@pytest.mark.parametrize("way", ["term", "asker"])
def test_the_comment_that_became_a_request_goes_with_it(
    coach: User, practice: SiteSettings, way: str
) -> None:
    written = {"name": "Kwikstaart", "email": "kwik@voorbeeld.nl", "text": "Over Kwikstaart."}
    article = make_article("Loslaten")
    comment = make_comment(article, state="pending", **written)
    other = make_comment(article, state="approved", email="kwik@voorbeeld.nl")
    comment.make_private(by=coach)
    assert places_with("Kwikstaart") != set()
    Inquiry.objects.get().erase(ErasedBecause(way))
    assert places_with("Kwikstaart") == set()
    assert list(Comment.objects.all()) == [other]
