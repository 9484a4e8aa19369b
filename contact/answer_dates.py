"""Until when the practice has to answer: working days, without holidays and closed periods."""

from collections.abc import Container, Iterable
from datetime import date, timedelta

from django.utils import timezone
from holidays import country_holidays

from coaching_site.models import SiteSettings
from coaching_site.time.clock import site_now
from contact.models.closed_periods import ClosedPeriod

type Period = tuple[date, date]

SATURDAY = 5
PUBLIC_HOLIDAYS: Container[date] = country_holidays("NL")
ONE_DAY = timedelta(days=1)


def is_working_day(day: date, closed: Iterable[Period]) -> bool:
    """Tell whether the practice works then; `closed` are first and last days, both included."""
    if day.weekday() >= SATURDAY or day in PUBLIC_HOLIDAYS:
        return False
    return not any(start <= day <= end for start, end in closed)


def count_working_days(start: date, days: int, closed: Iterable[Period]) -> date:
    """Return the `days`-th working day after `start`, which itself does not count."""
    periods = tuple(closed)
    day = start
    while days > 0:
        day += ONE_DAY
        days -= is_working_day(day, periods)
    return day


def answer_date(asked_on: date | None = None, site_settings: SiteSettings | None = None) -> date:
    """Return the last day on which whoever asks then, or today, gets an answer."""
    start = asked_on or timezone.localdate(site_now())
    days = (site_settings or SiteSettings.load()).answer_within_days
    closed = ClosedPeriod.objects.filter(end__gte=start).values_list("start", "end")
    return count_working_days(start, days, closed)
