"""What can be told of all requests together: how many, for what, how they ended, how soon answered.

Nothing here points to somebody: rows are counted, and none is read.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from contact.models import ErasedInquiry, Inquiry, InquiryEventKind, Outcome

MONTHS = 24
MOST_NAMED = 10
ANSWERED = Q(events__kind=InquiryEventKind.CONVERSATION_STARTED)


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing that was counted, and its share of the highest, in hundredths."""

    name: Any
    count: int
    share: int

    @property
    def rest(self) -> int:
        """Return what is left above it, where a drawing begins to count from the top."""
        return 100 - self.share


def asked_by_month() -> list[Bar]:
    """Count the requests of each of the last 24 months, oldest first; a month without is 0."""
    months = _last_months()
    asked = _counted(_asked_since(months[0]).values(month=TruncMonth("created_at")))
    counts = Counter({timezone.localtime(row["month"]).date(): row["count"] for row in asked})
    for row in _counted(_erased_since(months[0]).values("month")):
        counts[row["month"]] += row["count"]
    return bars([(month, counts[month]) for month in months])


def asked_by(field: str) -> list[Bar]:
    """Count the requests of these months by offer or article, most first, at most ten."""
    counts: Counter[str | None] = Counter()
    for rows in _all_since(_last_months()[0]):
        for row in _counted(rows.values(called=F(f"{field}__title"))):
            counts[row["called"]] += row["count"]
    return bars(counts.most_common(MOST_NAMED))


def ended_by_outcome() -> list[Bar]:
    """Count the closed requests of these months by the way they ended."""
    counts: Counter[str] = Counter()
    for rows in _all_since(_last_months()[0]):
        for row in _counted(rows.values("outcome")):
            counts[row["outcome"]] += row["count"]
    return bars([(outcome.label, counts[outcome]) for outcome in Outcome])


def days_to_first_answer() -> float | None:
    """Return how many days a first answer took on average, or None without any."""
    first = _last_months()[0]
    asked = _asked_since(first).annotate(answered_at=Min("events__at", filter=ANSWERED))
    took = asked.filter(answered_at__isnull=False).aggregate(
        days=Sum(F("answered_at") - F("created_at")), count=Count("pk")
    )
    known = _erased_since(first).aggregate(
        days=Sum("days_to_first_answer"), count=Count("days_to_first_answer")
    )
    count = took["count"] + known["count"]
    if not count:
        return None
    days: float = (took["days"] or timedelta()) / timedelta(days=1) + (known["days"] or 0)
    return days / int(count)


def bars(counted: list[tuple[Any, int]]) -> list[Bar]:
    """Set what was counted beside the highest of all."""
    highest = max((count for _name, count in counted), default=0)
    return [Bar(name, count, round(100 * count / (highest or 1))) for name, count in counted]


def _last_months() -> list[date]:
    """Return the first day of each of the last months, the present one last."""
    this = timezone.localdate().replace(day=1)
    numbers = range(this.year * 12 + this.month - MONTHS, this.year * 12 + this.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _all_since(first: date) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Return what is kept and what is left of what was erased."""
    return _asked_since(first), _erased_since(first)


def _asked_since(first: date) -> QuerySet[Inquiry]:
    return Inquiry.objects.order_by().filter(created_at__date__gte=first)


def _erased_since(first: date) -> QuerySet[ErasedInquiry]:
    return ErasedInquiry.objects.order_by().filter(month__gte=first)


def _counted(rows: Any) -> Any:
    return rows.annotate(count=Count("pk"))
