"""Which inquiries wait for whom."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone

from coaching_site.accounts.models import User
from contact.models.inquiries.choices import InquiryState

if TYPE_CHECKING:
    from contact.models.inquiries.inquiry import Inquiry


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    """What waits for whom: the admin list, its filters and the admin home ask here."""

    def unanswered(self) -> Self:
        """Keep what nobody has answered yet."""
        return self.filter(state=InquiryState.NEW)

    def unanswered_in_time(self) -> Self:
        """Keep what nobody has answered yet, and need not have."""
        return self.unanswered().filter(answer_due__gte=timezone.localdate())

    def overdue(self) -> Self:
        """Keep what should have been answered before today."""
        return self.unanswered().filter(answer_due__lt=timezone.localdate())

    def added_to(self) -> Self:
        """Keep the answered ones to which the asker added what nobody answered yet."""
        return self.exclude(asker_waits_since=None)

    def from_address(self, email: str) -> Self:
        """Keep what was asked under a mail address, however it was capitalised."""
        return self.filter(email__iexact=email)

    def behind(self, numbers: list[int] | None) -> "Inquiry | None":
        """Return the one that a signed link names, if it is still there."""
        return self.filter(pk=numbers[0]).first() if numbers else None

    def closed(self) -> Self:
        """Keep what came to an end."""
        return self.filter(state=InquiryState.CLOSED)

    def still_open(self) -> Self:
        """Keep what is not closed."""
        return self.exclude(state=InquiryState.CLOSED)

    def in_column(self, state: InquiryState) -> Self:
        """Keep those of a state: new ones as they were promised an answer, others newest first.

        Those to which somebody added something stand before both.
        """
        is_new = state == InquiryState.NEW
        added = F("asker_waits_since").asc(nulls_last=True)
        order = ["-read_first", "answer_due"] if is_new else [added, "-created_at"]
        return self.filter(state=state).select_related("offer", "assignee").order_by(*order, "-pk")


def order_of_work(account: User) -> list[Any]:
    """Return how an account goes through what is open, for `order_by`.

    What may be about danger first, then what is too late, what waits for an answer and one's own.
    """
    new = Q(state=InquiryState.NEW)
    late = new & Q(answer_due__lt=timezone.localdate())
    waiting = new | Q(asker_waits_since__isnull=False)
    first = [
        Case(When(rule, then=0), default=1).asc()
        for rule in (
            waiting & Q(read_first=True),
            late,
            waiting,
            Q(assignee=account),
        )
    ]
    promised = Case(When(new, then=F("answer_due")))
    return [*first, promised.asc(nulls_last=True), "-created_at", "-pk"]
