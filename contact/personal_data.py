"""What requests hold under a mail address: shown, handed over, erased, and erased again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.personal_data.holdings import HeldItem, Holding, SingleThings
from contact.conversations.own_data import own_data
from contact.models import ErasedBecause, Inquiry, KeepingTerms, MessageKind


def _found(email: str) -> list[HeldItem]:
    inquiries = Inquiry.objects.from_address(email).select_related("offer", "article", "example")
    terms = KeepingTerms.load()
    told = inquiries.prefetch_related("events", "messages")
    return [
        HeldItem(str(each), each.created_at, each.get_absolute_url(), _details(each, terms))
        for each in told
    ]


def _details(inquiry: Inquiry, terms: KeepingTerms) -> dict[str, Any]:
    """Return what she sees on her own page, and beside it what the practice noted about her."""
    return own_data(inquiry) | {
        "notes": [
            {"at": message.at, "text": message.text}
            for message in inquiry.messages.all()
            if message.kind == MessageKind.NOTE
        ],
        "history": [{"what": str(event), "at": event.at} for event in inquiry.events.all()],
        "erased_on": inquiry.end_of_keeping(terms),
    }


def _erase(email: str, until: datetime | None, by: User | None) -> int:
    inquiries = Inquiry.objects.from_address(email).order_by("pk")
    found = list(inquiries.filter(created_at__lte=until) if until else inquiries)
    for inquiry in found:
        inquiry.erase(ErasedBecause.ADDRESS, by=by)
    return len(found)


def _addresses() -> Iterable[str]:
    return Inquiry.objects.values_list("email", flat=True).distinct()


def _references() -> Iterable[str]:
    return Inquiry.objects.values_list("reference", flat=True)


def _erase_one(reference: str, until: datetime) -> None:
    for inquiry in Inquiry.objects.filter(reference=reference, created_at__lte=until):
        inquiry.erase(ErasedBecause.ADDRESS)


REQUESTS = Holding("requests", _("requests"), 10, _found, _erase, _addresses)
ONE_BY_ONE = SingleThings(_references, _erase_one)
