"""When the practice is closed, so that no answer is promised for those days."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coaching_site.time.reach import days_in_reach

LONGEST = timedelta(days=366)


class ClosedPeriod(models.Model):
    """Days on which nobody answers, first and last included: a holiday, a week of training."""

    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"))
    note = models.CharField(
        _("note"), max_length=120, blank=True, help_text=_("For yourself; visitors do not see it.")
    )

    class Meta:
        ordering = ["-start"]
        verbose_name = _("closed period")
        verbose_name_plural = _("closed periods")
        constraints = [
            days_in_reach("start", "end"),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="closed_period_ends_after_its_start",
                violation_error_message=_("The last day comes before the first."),
            ),
            # Without an end in sight no answer date could be counted.
            models.CheckConstraint(
                condition=Q(end__lte=F("start") + LONGEST),
                name="closed_period_of_a_year_at_most",
                violation_error_message=_("A closed period lasts a year at most."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start:%d-%m-%Y} - {self.end:%d-%m-%Y}"
