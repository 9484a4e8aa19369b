"""Moderators are told what waits as each chose, never too often, and without a word of it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.conversations.notices import MOST_LISTED, mail_what_waits
from blog.models import Article, Comment, ModeratorNotice
from blog.models.comments import NoticeRhythm
from blog.models.comments.notices import NOTICES_JOB
from blog.tasks.notices import mail_a_moderator, mail_late_moderators
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from tests.at_once import at_once
from tests.blog.moderator_mails import let_wait, links_in, mails_to, make_moderator, run_due_jobs
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/blog/comment/queue/mail/"


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-05-04 10:12:00+02:00", tick=False) as clock:
        yield clock


@pytest.fixture
def anna(db: None) -> User:
    return make_moderator("anna")


def choose(user: User, rhythm: NoticeRhythm) -> None:
    ModeratorNotice.choose(user.pk, rhythm)


def test_a_moderator_is_told_at_once_how_much_waits_where_and_since_when_and_no_word_of_it(
    clock: Any, anna: User
) -> None:
    rust, ouders = make_article("Rust in de klas"), make_article("Ouders als partners")
    let_wait(rust, "Heel vertrouwelijk.", name="Noortje")
    clock.shift(timedelta(minutes=5))
    let_wait(ouders, "Wordt geslagen.", read_first=True)
    let_wait(rust, "Ook vertrouwelijk.", name="Ties")
    clock.shift(timedelta(minutes=1))
    run_due_jobs()
    [mail] = mails_to(anna)
    assert mail.subject == "3 reacties wachten op je, 1 eerst lezen"
    assert len(set(links_in(mail))) == 3
    for text in (mail.text, mail.html):
        assert "3 reacties wachten op je, de oudste sinds maandag 4 mei, 10:12." in text
        assert "Lees één ervan eerst" in text
        assert text.index("Ouders als partners") < text.index("Rust in de klas")
        assert text.count("Rust in de klas") == 1
        assert text.count("Wacht sinds maandag 4 mei, 10:17") == 2
        for secret in ("Noor", "Ties", "vertrouwelijk", "geslagen", "noor@voorbeeld.nl"):
            assert secret not in mail.subject + text


def test_only_who_may_decide_is_told_each_in_a_mail_of_her_own(
    article: Article, anna: User
) -> None:
    coach = make_user("coach", superuser=True)
    make_user("schrijver")
    make_moderator("weg", is_active=False)
    make_moderator("buiten", is_staff=False)
    make_moderator("zonder", email="")
    let_wait(article)
    run_due_jobs()
    told = OutgoingMail.objects.values_list("recipient", flat=True)
    assert sorted(told) == ["anna@voorbeeld.nl", "coach@voorbeeld.nl"]
    [hers], [other] = mails_to(anna), mails_to(coach)
    assert not set(links_in(hers)) & set(links_in(other))


def test_what_comes_within_the_hour_is_told_together_at_its_end(
    clock: Any, article: Article, anna: User
) -> None:
    let_wait(article)
    run_due_jobs()
    for _minute in range(20):
        clock.shift(timedelta(minutes=1))
        let_wait(article)
        run_due_jobs()
    assert len(mails_to(anna)) == 1
    clock.move_to(datetime(2026, 5, 4, 9, 12, tzinfo=UTC))
    run_due_jobs()
    run_due_jobs()
    assert [mail.subject for mail in mails_to(anna)] == [
        "Eén reactie wacht op je",
        "21 reacties wachten op je",
    ]


def test_through_a_day_of_comments_no_hour_sees_two_mails(
    clock: Any, article: Article, anna: User
) -> None:
    for _time in range(60):
        let_wait(article)
        run_due_jobs()
        clock.shift(timedelta(minutes=7))
    written = [mail.created_at for mail in mails_to(anna)]
    assert len(written) == 7
    apart = [later - earlier for earlier, later in pairwise(written)]
    assert min(apart) >= timedelta(hours=1)


@pytest.mark.parametrize(
    ("rhythm", "now", "due"),
    [
        (NoticeRhythm.AT_ONCE, "2026-05-04 10:12+02:00", "2026-05-04 10:12+02:00"),
        (NoticeRhythm.HOURLY, "2026-05-04 10:12+02:00", "2026-05-04 11:00+02:00"),
        (NoticeRhythm.DAILY, "2026-05-04 10:12+02:00", "2026-05-05 07:00+02:00"),
        (NoticeRhythm.DAILY, "2026-05-05 06:59+02:00", "2026-05-05 07:00+02:00"),
        # The clock is put forward that night, and back in the other.
        (NoticeRhythm.DAILY, "2026-03-28 10:00+01:00", "2026-03-29 07:00+02:00"),
        (NoticeRhythm.DAILY, "2026-10-24 10:00+02:00", "2026-10-25 07:00+01:00"),
    ],
)
def test_each_is_told_when_she_chose(
    article: Article, anna: User, rhythm: NoticeRhythm, now: str, due: str
) -> None:
    choose(anna, rhythm)
    moment = datetime.fromisoformat(due)
    with time_machine.travel(datetime.fromisoformat(now), tick=False) as clock:
        let_wait(article)
        assert ProcrastinateJob.objects.get(task_name="mail_a_moderator").scheduled_at == moment
        if moment > timezone.now():
            clock.move_to(moment - timedelta(minutes=2))
            mail_what_waits(ModeratorNotice.objects.get().pk)
            assert mails_to(anna) == []
        clock.move_to(moment)
        run_due_jobs()
        assert len(mails_to(anna)) == 1


def test_who_wants_no_mail_gets_none_while_others_do(article: Article, anna: User) -> None:
    SiteSettings.objects.filter(pk=1).update(email="praktijk@voorbeeld.nl")
    ties = make_moderator("ties")
    choose(anna, NoticeRhythm.NEVER)
    let_wait(article)
    run_due_jobs()
    assert (len(mails_to(anna)), len(mails_to(ties))) == (0, 1)
    choose(ties, NoticeRhythm.NEVER)
    let_wait(article)
    run_due_jobs()
    assert OutgoingMail.objects.count() == 1


def test_another_choice_moves_the_mail_that_is_planned(
    clock: Any, article: Article, anna: User
) -> None:
    choose(anna, NoticeRhythm.DAILY)
    let_wait(article)
    choose(anna, NoticeRhythm.HOURLY)
    clock.shift(timedelta(hours=1))
    run_due_jobs()
    assert len(mails_to(anna)) == 1
    let_wait(article)
    choose(anna, NoticeRhythm.NEVER)
    clock.shift(timedelta(days=2))
    run_due_jobs()
    assert len(mails_to(anna)) == 1


def test_what_is_decided_by_then_is_told_to_nobody(
    clock: Any, article: Article, anna: User, coach: User
) -> None:
    choose(coach, NoticeRhythm.NEVER)
    let_wait(article).approve(by=coach)
    run_due_jobs()
    assert mails_to(anna) == []


def test_without_anything_new_that_waits_there_is_no_mail(
    clock: Any, article: Article, anna: User, coach: User
) -> None:
    let_wait(article, "Blijft liggen.")
    run_due_jobs()
    let_wait(article, "Snel weg.").refuse(by=coach)
    clock.shift(timedelta(hours=2))
    run_due_jobs()
    assert len(mails_to(anna)) == 1
    let_wait(article, "Nieuw.")
    run_due_jobs()
    assert [mail.subject for mail in mails_to(anna)][1:] == ["2 reacties wachten op je"]


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"groups": []}])
def test_who_may_not_decide_any_more_when_it_is_written_gets_nothing(
    article: Article, anna: User, change: dict[str, Any]
) -> None:
    let_wait(article)
    if "groups" in change:
        anna.groups.clear()
    else:
        User.objects.filter(pk=anna.pk).update(**change)
    run_due_jobs()
    assert not OutgoingMail.objects.exists()


def test_where_nobody_moderates_the_practice_is_told(article: Article) -> None:
    SiteSettings.objects.filter(pk=1).update(email="praktijk@voorbeeld.nl")
    make_user("schrijver")
    comment = let_wait(article)
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.about) == ("praktijk@voorbeeld.nl", comment)


def test_what_readers_report_until_it_is_hidden_is_told(
    clock: Any, article: Article, anna: User
) -> None:
    comment = make_comment(article, created_at=timezone.now() - timedelta(days=90))
    for number in range(3):
        comment.report(submission=f"m{number}", source=f"plek {number}", reason="hurtful")
    run_due_jobs()
    [mail] = mails_to(anna)
    assert "sinds maandag 4 mei, 10:12" in mail.text


def test_a_mail_lists_so_many_and_says_how_many_more_there_are(
    article: Article, anna: User
) -> None:
    for _number in range(MOST_LISTED + 3):
        let_wait(article)
    run_due_jobs()
    [mail] = mails_to(anna)
    assert mail.subject == f"{MOST_LISTED + 3} reacties wachten op je"
    assert len(set(links_in(mail))) == MOST_LISTED
    assert "Er staan er nog 3 in de wachtrij" in mail.text
    assert "Er staan er nog 3 in de wachtrij" in mail.html


def test_a_mail_of_many_comments_costs_the_queries_of_one(anna: User) -> None:
    counted = []
    for many in (1, 30):
        for _number in range(many):
            let_wait(make_article())
        notice = ModeratorNotice.objects.get()
        ModeratorNotice.objects.update(due_at=timezone.now(), told_at=None)
        with CaptureQueriesContext(connection) as queries:
            mail_what_waits(notice.pk)
        counted.append(len(queries))
    assert len(mails_to(anna)) == 2
    assert counted[0] == counted[1]


def test_letting_a_comment_wait_costs_the_same_for_three_moderators_as_for_one(
    article: Article, anna: User
) -> None:
    counted = []
    for _time in range(2):
        let_wait(article)
        comment = make_comment(article, state="unconfirmed")
        with CaptureQueriesContext(connection) as queries:
            comment.enter()
        counted.append(len(queries))
        make_moderator()
        make_moderator()
    assert counted[0] == counted[1]


@pytest.mark.parametrize("have_chosen", [False, True])
@pytest.mark.django_db(transaction=True)
def test_twenty_comments_at_once_are_one_mail_for_each_moderator(
    article: Article, have_chosen: bool
) -> None:
    people = [make_moderator(), make_moderator()]
    for person in people if have_chosen else ():
        choose(person, NoticeRhythm.AT_ONCE)
    apart = [make_comment(article, state="unconfirmed") for _number in range(20)]
    at_once(Comment.enter, apart)
    assert Comment.objects.pending().count() == 20
    assert ProcrastinateJob.objects.filter(task_name="mail_a_moderator").count() == 2
    run_due_jobs()
    for person in people:
        assert [mail.subject for mail in mails_to(person)] == ["20 reacties wachten op je"]


@pytest.mark.django_db(transaction=True)
def test_the_same_job_twice_at_once_writes_one_mail(article: Article) -> None:
    anna = make_moderator("anna")
    let_wait(article)
    notice = ModeratorNotice.objects.get()
    at_once(mail_what_waits, [notice.pk] * 4)
    assert len(mails_to(anna)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_mails_at_once(article: Article) -> None:
    anna = make_moderator("anna")
    let_wait(article)
    call_command("worker", "--once")
    assert len(mails_to(anna)) == 1


def test_a_mail_whose_own_job_was_lost_is_written_within_the_hour(
    clock: Any, article: Article, anna: User
) -> None:
    let_wait(article)
    clock.shift(timedelta(minutes=40))
    jobs = ProcrastinateJob.objects.filter(task_name=NOTICES_JOB)
    lost = set(jobs.values_list("pk", flat=True))
    mail_late_moderators(timestamp=0)
    for job in jobs.exclude(pk__in=lost):
        mail_a_moderator(**job.args)
    mail_late_moderators(timestamp=0)
    assert len(mails_to(anna)) == 1
    assert jobs.count() == len(lost) + 1


def test_a_moderator_chooses_for_herself_and_begins_with_at_once(
    client: Client, anna: User
) -> None:
    make_moderator("ties")
    client.force_login(anna)
    assert PAGE in client.get("/admin/blog/comment/queue/").content.decode()
    page = client.get(PAGE).content.decode()
    assert not ModeratorNotice.objects.exists()
    assert re.findall(r'name="rhythm" value="(\w+)"[^>]*checked', page) == ["at_once"]
    client.post(PAGE, {"rhythm": "daily", "moderator": "1"})
    assert list(ModeratorNotice.objects.values_list("moderator", "rhythm")) == [(anna.pk, "daily")]
    refused = client.post(PAGE, {"rhythm": "elke minuut"})
    assert (refused.status_code, "errorlist" in refused.content.decode()) == (200, True)
    assert ModeratorNotice.objects.get().rhythm == "daily"


def test_who_may_not_decide_has_nothing_to_choose(client: Client) -> None:
    client.force_login(make_user())
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"rhythm": "daily"}).status_code == 403
    assert not ModeratorNotice.objects.exists()
