"""Forgetting requests on time: announced to the practice a week before, then erased."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from coaching_site.http.addresses import absolute
from coaching_site.outbox.addressees import practice_addresses
from coaching_site.outbox.mailing import queue_mail
from coaching_site.waiting import filtered_changelist
from contact.models import ErasedBecause, Inquiry, KeepingTerms
from contact.models.inquiries.querysets import InquiryQuerySet
from contact.models.keeping.terms import NOTICE

MAIL = "contact/inquiries/mails/erased_soon"


def announce_erasing(today: date) -> None:
    """Tell the practice in one mail how many will be erased within a week, each only once."""
    terms = KeepingTerms.load()
    with transaction.atomic():
        due = [
            inquiry
            for inquiry in _maybe_due(today + NOTICE, terms).select_for_update()
            if not inquiry.is_announced(terms)
            and (inquiry.end_of_keeping(terms) or date.max) <= today + NOTICE
        ]
        if not due:
            return
        numbers = [inquiry.pk for inquiry in due]
        Inquiry.objects.filter(pk__in=numbers).update(erasing_announced=today)
        address = absolute(filtered_changelist("contact.Inquiry", erasing="soon")())
        day = today + NOTICE
        queue_mail(practice_addresses(), MAIL, {"count": len(due), "day": day, "address": address})


def erase_what_is_due(today: date) -> None:
    """Erase what is past its term and was announced a week ago, each in its own transaction."""
    terms = KeepingTerms.load()
    announced = _maybe_due(today, terms).filter(erasing_announced__lte=today - NOTICE)
    for pk in announced.values_list("pk", flat=True):
        with transaction.atomic():
            inquiry = announced.select_for_update(of=["self"]).filter(pk=pk).first()
            if inquiry and (inquiry.erased_on(terms) or date.max) <= today:
                inquiry.erase(ErasedBecause.TERM)


def _maybe_due(day: date, terms: KeepingTerms) -> InquiryQuerySet:
    """Keep what was closed so long ago that a term may be over; a month has 28 days at least."""
    moment = timezone.now() - timedelta(days=28 * terms.shortest) + (day - timezone.localdate())
    return Inquiry.objects.closed().filter(state_changed_at__lt=moment).order_by("pk")
