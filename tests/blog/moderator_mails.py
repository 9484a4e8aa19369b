"""What tests of moderators' mails begin with: comments that wait, mails, and the links in them."""

import re

from django.contrib.auth.models import Group
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.models import Article, Comment
from blog.models.comments.notices import NOTICES_JOB
from blog.tasks.notices import mail_a_moderator
from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from coaching_site.site.starting_rows import EDITORS
from tests.factories import make_comment, make_user

LINK = re.compile(r"/reactie/beslissen/[^\s\"]+")


def make_moderator(username: str = "", **fields: object) -> User:
    user = make_user(username, **fields)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


def let_wait(article: Article, text: str = "Dit herken ik.", **fields: object) -> Comment:
    """Let a comment enter that waits, which tells the moderators."""
    fields = {"state": "unconfirmed", "name": "Noor", "email": "noor@voorbeeld.nl"} | fields
    comment = make_comment(article, text, **fields)
    comment.enter()
    assert comment.state == "pending"
    return comment


def run_due_jobs() -> None:
    """Do what the worker does now: write the mails whose planned time has come."""
    due = ProcrastinateJob.objects.filter(
        task_name=NOTICES_JOB, scheduled_at__lte=timezone.now(), status="todo"
    )
    for job in due:
        mail_a_moderator(**job.args)
    # Procrastinate lets nobody change its rows by the model; a job may run twice anyway.


def mails_to(user: User) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(recipient=user.email).order_by("pk"))


def links_in(mail: OutgoingMail) -> list[str]:
    return LINK.findall(mail.text)
