"""Which moments the site knows: those of these years, in forms and in the database.

Nearer to the ends of the calendar one slip of the finger breaks every list: 31 December 9999 lies,
in another time zone, after all that Python can count, and PostgreSQL goes on to the year 294276.
"""

from datetime import UTC, date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2100
WRONG_YEAR = _("Choose a year from %(first)s to %(last)s.")
# The first and last of these years have begun elsewhere a day earlier, and end a day later.
FIRST_DAY = date(FIRST_YEAR, 1, 1) - timedelta(days=1)
LAST_DAY = date(LAST_YEAR, 12, 31) + timedelta(days=1)
FIRST_MOMENT = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
LAST_MOMENT = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day + 1, tzinfo=UTC)


def check_year(day: date) -> None:
    """Refuse a day that somebody typed of a year that the site does not know."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(WRONG_YEAR, code="year", params=years)


def moments_in_reach(*columns: str) -> models.CheckConstraint:
    """Let the database refuse other moments, whoever writes them; empty is none."""
    return _all_between(columns, FIRST_MOMENT, LAST_MOMENT, "moments")


def days_in_reach(*columns: str) -> models.CheckConstraint:
    """Let the database refuse other days, whoever writes them; empty is none."""
    return _all_between(columns, FIRST_DAY, LAST_DAY, "days")


def _all_between(
    columns: tuple[str, ...], first: date, last: date, what: str
) -> models.CheckConstraint:
    within = models.Q(**{f"{column}__range": (first, last) for column in columns})
    return models.CheckConstraint(condition=within, name=f"%(class)s_has_{what}_in_reach")
