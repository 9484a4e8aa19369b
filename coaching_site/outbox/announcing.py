"""Mails that follow from what a visitor did: told to the practice, or confirmed to an address.

A flood of visitors becomes neither a flood for the practice nor one for a stranger, whose address
anybody can type. What the practice itself writes is never held back.
"""

from contextlib import suppress
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from coaching_site.http.addresses import absolute
from coaching_site.limits.limit import HOUR, Limit
from coaching_site.limits.mailboxes import mailbox_of
from coaching_site.outbox.addressees import practice_addresses
from coaching_site.outbox.mailing import queue_mail

# A stretch begins with its first mail, so any 60 minutes see at most 2 x 4 - 1 of these, and a
# digest of comments and one of requests: never more than ten.
TO_PRACTICE = Limit("mails to the practice", 4, HOUR)
# Likewise never more than three.
UNCONFIRMED = Limit("mails to an address nobody confirmed", 2, HOUR)


def tell_practice(template: str, context: dict[str, Any], about: models.Model, digest: str) -> None:
    """Write to the practice that something came in; after many, only a digest tells how many wait.

    Called last in the transaction that stores it: until its end, others who are announced wait.
    `digest` names the job that writes the digest. It runs at the end of the hour, once, however
    much comes in until then. The rest is as for `queue_mail`.
    """
    wait = TO_PRACTICE.use()
    if wait is None:
        queue_mail(practice_addresses(), template, context, about)
        return
    job = app.configure_task(
        digest, allow_unknown=False, queueing_lock=digest, schedule_at=timezone.now() + wait
    )
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer()


def confirm(
    to: str, template: str, context: dict[str, Any], about: models.Model, reply_to: str | None
) -> None:
    """Write to an address that nobody confirmed, unless it got such mails within the hour."""
    if UNCONFIRMED.use(mailbox_of(to)) is None:
        queue_mail(to, template, context, about, reply_to)


def write_digest(words: Any, count: int, address_name: str) -> None:
    """Tell the practice how many wait, unless somebody has dealt with all of them by now.

    `words` come from `ngettext_lazy(singular, plural, "count")`; `address_name` is that of the list
    where they are dealt with.
    """
    if count:
        address = absolute(reverse(address_name))
        context = {"words": words % {"count": count}, "address": address}
        queue_mail(practice_addresses(), "mail/digest", context)
