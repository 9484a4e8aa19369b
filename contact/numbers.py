"""What can be told of all requests together: how many, for what, how they ended, how soon answered.

Nothing here points to somebody: rows are counted, and none is read.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Min, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from contact.models import Inquiry, InquiryEventKind, InquiryState, Outcome

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
    rows = _since(months[0]).annotate(month=TruncMonth("created_at"))
    counts = Counter(
        {each["month"].date(): each["count"] for each in _counted(rows.values("month"))}
    )
    return bars([(month, counts[month]) for month in months])


def asked_by(field: str) -> list[Bar]:
    """Count the requests of these months by offer or article, most first, at most ten."""
    rows = _counted(_since(_last_months()[0]).values(called=F(f"{field}__title")))
    named = [
        (row["called"], row["count"]) for row in rows.order_by("-count", "called")[:MOST_NAMED]
    ]
    return bars(named)


def ended_by_outcome() -> list[Bar]:
    """Count the closed requests of these months by the way they ended."""
    closed = _since(_last_months()[0]).filter(state=InquiryState.CLOSED)
    counts = {row["outcome"]: row["count"] for row in _counted(closed.values("outcome"))}
    return bars([(outcome.label, counts.get(outcome, 0)) for outcome in Outcome])


def days_to_first_answer() -> float | None:
    """Return how many days a first answer took on average, or None without any."""
    asked = _since(_last_months()[0]).annotate(answered_at=Min("events__at", filter=ANSWERED))
    took = asked.aggregate(took=Avg(F("answered_at") - F("created_at")))["took"]
    return took / timedelta(days=1) if took is not None else None


def bars(counted: list[tuple[Any, int]]) -> list[Bar]:
    """Set what was counted beside the highest of all."""
    highest = max((count for _name, count in counted), default=0)
    return [Bar(name, count, round(100 * count / (highest or 1))) for name, count in counted]


def _last_months() -> list[date]:
    """Return the first day of each of the last months, the present one last."""
    this = timezone.localdate().replace(day=1)
    numbers = range(this.year * 12 + this.month - MONTHS, this.year * 12 + this.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _since(first: date) -> QuerySet[Inquiry]:
    return Inquiry.objects.order_by().filter(created_at__date__gte=first)


def _counted(rows: Any) -> Any:
    return rows.annotate(count=Count("pk"))
