"""Mails about answers: to who asked for them, about what stays public, until told to stop."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.conversations.telling import ANSWERS_JOB, BEFORE_TELLING
from blog.models import Article, Author, Comment
from blog.tasks.comments import mail_about_an_answer
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from tests.factories import make_comment

pytestmark = pytest.mark.django_db


def run_jobs() -> None:
    """Do what is queued about answers, as the worker does when its time has come."""
    for job in ProcrastinateJob.objects.filter(task_name=ANSWERS_JOB):
        assert job.scheduled_at is not None
        assert job.scheduled_at > timezone.now() + BEFORE_TELLING - timedelta(minutes=1)
        mail_about_an_answer(**job.args)


def asking(article: Article, **fields: object) -> Comment:
    """Make a public comment whose writer wants to hear of answers."""
    fields = {"wants_answers": True, "confirmed_at": timezone.now()} | fields
    return make_comment(article, **fields)


def told() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("recipient", flat=True))


def test_who_asked_hears_of_an_answer_without_a_word_of_it(
    article: Article, coach: User, marit: Author
) -> None:
    comment = asking(article, text="Hoe begin ik?", email="noor@voorbeeld.nl", name="Noor")
    answer = comment.reply("Begin klein.", by=coach)
    assert told() == []
    run_jobs()
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.about) == ("noor@voorbeeld.nl", answer)
    written = mail.subject + mail.text + mail.html
    assert article.title in written
    assert answer.get_absolute_url() in mail.text
    for secret in ("Begin klein.", "Hoe begin ik?", "Noor", "Marit"):
        assert secret not in written


def test_only_who_asked_and_confirmed_and_spoke_before_in_the_thread_hears(
    article: Article, coach: User
) -> None:
    top = asking(article, email="boven@voorbeeld.nl")
    asking(article, parent=top, email="eerder@voorbeeld.nl")
    asking(article, parent=top, email="Eerder@voorbeeld.nl")
    asking(article, parent=top, email="vraagt-niet@voorbeeld.nl", wants_answers=False)
    asking(article, parent=top, email="onbevestigd@voorbeeld.nl", confirmed_at=None)
    asking(article, parent=top, email="geweigerd@voorbeeld.nl", state="refused")
    asking(article, email="andere-draad@voorbeeld.nl")
    asking(article, parent=top, email="zelf@voorbeeld.nl")
    answer = asking(article, parent=top, email="zelf@voorbeeld.nl", state="pending")
    later = timezone.now() + timedelta(hours=1)
    asking(article, parent=top, email="later@voorbeeld.nl", created_at=later)
    answer.approve(by=coach)
    run_jobs()
    run_jobs()
    assert told() == ["boven@voorbeeld.nl", "eerder@voorbeeld.nl"]


def test_a_decision_that_is_undone_at_once_is_told_to_nobody(article: Article, coach: User) -> None:
    top = asking(article)
    answer = make_comment(article, parent=top, state="pending", email="ties@voorbeeld.nl")
    answer.approve(by=coach)
    answer.undo(by=coach)
    run_jobs()
    assert told() == []


def test_one_press_stops_the_mails_and_opening_the_link_does_not(
    article: Article, coach: User, marit: Author
) -> None:
    comment = asking(article)
    comment.reply("Begin klein.", by=coach)
    run_jobs()
    found = re.search(r"/reactie/geen-mail/\S+", OutgoingMail.objects.get().text)
    assert found
    Client().get(found[0])
    comment.refresh_from_db()
    assert comment.wants_answers
    assert "Geen mails meer" in Client().post(found[0]).content.decode()
    comment.refresh_from_db()
    assert not comment.wants_answers
    cut = Client().post(f"{found[0][:-3]}/")
    assert (cut.status_code, "Deze link werkt niet meer" in cut.content.decode()) == (404, True)
