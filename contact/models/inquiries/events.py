"""What happened to an inquiry, when and by whom."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from coaching_site.time.reach import moments_in_reach
from contact.models.inquiries.choices import InquiryEventKind, Outcome


class InquiryEvent(models.Model):
    """One line of the history of an inquiry; written by its verbs and never changed."""

    inquiry = models.ForeignKey("contact.Inquiry", on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("what"), max_length=30, choices=InquiryEventKind)
    detail = models.CharField(_("detail"), max_length=150, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [moments_in_reach("at")]

    def __str__(self) -> str:
        kind = self.get_kind_display()
        return f"{kind}: {self.explanation}" if self.detail else kind

    @property
    def explanation(self) -> str:
        """Return the detail in words: to whom it was assigned, how it ended, or until when."""
        if self.kind == InquiryEventKind.CLOSED:
            return str(Outcome(self.detail).label)
        if self.kind == InquiryEventKind.KEPT_LONGER:
            return date_format(date.fromisoformat(self.detail), "j F Y")
        return self.detail
