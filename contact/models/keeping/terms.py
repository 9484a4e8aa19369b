"""How long the practice keeps a request that it closed."""

import calendar
from datetime import date, timedelta
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from contact.models.inquiries.choices import Outcome

TERMS_ID = 1
NOTICE = timedelta(days=7)  # between telling the practice and erasing
LONGEST = 120  # months
# How each ending is kept: by the field that says for how many months.
TERM_OF = {
    Outcome.COMPLETED: "after_a_trajectory",
    Outcome.REFERRED: "without_a_match",
    Outcome.NOT_A_REQUEST: "without_a_match",
    Outcome.WITHDRAWN: "without_a_reaction",
    Outcome.UNREACHABLE: "without_a_reaction",
}


def months_field(name: Any, months: int, help_text: Any) -> models.PositiveSmallIntegerField:
    """Return a column for a number of months, one at least."""
    return models.PositiveSmallIntegerField(
        name,
        default=months,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text=help_text,
    )


class KeepingTerms(models.Model):
    """For how many months a closed request is kept, by the way it ended; there is one row."""

    without_a_match = months_field(
        _("months, when it did not come to anything"), 3, _("Referred, or not a request.")
    )
    without_a_reaction = months_field(
        _("months, when nothing was heard any more"), 6, _("No reaction, or called off.")
    )
    after_a_trajectory = months_field(
        _("months, when it was carried out"), 24, _("Counted from the day on which it was closed.")
    )

    class Meta:
        verbose_name = _("how long requests are kept")
        verbose_name_plural = _("how long requests are kept")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=TERMS_ID), name="one_row_of_keeping_terms")
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def load(cls) -> Self:
        """Return the one row, or unsaved defaults when it is missing."""
        return cls.objects.filter(pk=TERMS_ID).first() or cls(pk=TERMS_ID)

    @property
    def shortest(self) -> int:
        """Return the fewest months for which anything is kept."""
        shortest: int = min(getattr(self, field) for field in TERM_OF.values())
        return shortest

    def end_of(self, outcome: str, closed: date) -> date:
        """Return the day on which what ended so, and was closed on that day, is erased."""
        return months_later(closed, getattr(self, TERM_OF[Outcome(outcome)]))


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or the last one of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
