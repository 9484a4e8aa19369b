"""What the outbox tells the admin home: when mail does not leave."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from coaching_site.personal_data.holdings import HeldItem, Holding, register_holding
from coaching_site.waiting import filtered_changelist, register_waiting
from coaching_site.worker.heartbeat import worker_is_alive
from coaching_site.worker.lanes import MAIL, late_queues

UNSENT = filtered_changelist("outbox.OutgoingMail", state__in="failed,waiting")


def register() -> None:
    """Count the mails that are not sent, and say when nobody sends any or the sending is stuck."""
    register_holding(Holding("mails", _("mails"), 90, _found, _erase, _recipients))
    register_waiting(
        ngettext_lazy("%(count)d mail is not sent", "%(count)d mails are not sent", "count"),
        count=lambda request: OutgoingMail.objects.unsent().count(),
        address=UNSENT,
        permission="outbox.view_outgoingmail",
        order=110,
        urgent=True,
    )
    register_waiting(
        _("Nothing is done in the background, so no mail is sent"),
        count=lambda request: int(not worker_is_alive()),
        address=UNSENT,
        permission="outbox.view_outgoingmail",
        order=120,
        urgent=True,
    )
    register_waiting(
        _("The sending of mail is over five minutes behind"),
        count=lambda request: int(worker_is_alive() and MAIL in late_queues()),
        address=UNSENT,
        permission="outbox.view_outgoingmail",
        order=130,
        urgent=True,
    )


def _mails_to(email: str) -> models.QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(recipient__iexact=email)


def _found(email: str) -> list[HeldItem]:
    """Return the mails to an address; what they said is kept only until they are sent."""
    return [
        HeldItem(
            mail.subject,
            mail.created_at,
            reverse("admin:outbox_outgoingmail_change", args=[mail.pk]),
            {"subject": mail.subject, "text": mail.text, "at": mail.created_at},
        )
        for mail in _mails_to(email)
    ]


def _erase(email: str, until: datetime | None, by: User | None) -> int:
    mails = _mails_to(email)
    if until:
        mails = mails.filter(created_at__lte=until)
    erased, _each = mails.delete()
    return erased


def _recipients() -> Iterable[str]:
    return OutgoingMail.objects.values_list("recipient", flat=True).distinct()
