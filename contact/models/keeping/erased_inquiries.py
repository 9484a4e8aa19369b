"""What is left of an inquiry that was erased: nothing that points to somebody."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coaching_site.accounts.models import User
from coaching_site.time.reach import days_in_reach, moments_in_reach
from contact.models.inquiries.choices import InquiryEventKind, Outcome, Role

if TYPE_CHECKING:
    from contact.models.inquiries.inquiry import Inquiry


class ErasedBecause(models.TextChoices):
    """Why an inquiry was erased."""

    TERM = "term", pgettext_lazy("erased", "its term was over")
    PRACTICE = "practice", pgettext_lazy("erased", "by the practice")
    ASKER = "asker", pgettext_lazy("erased", "by who asked")
    ADDRESS = "address", pgettext_lazy("erased", "with everything under an address")


# What is past its term goes by itself from a copy that is put back, an address has its own proof.
PROVEN_ALONE = {ErasedBecause.PRACTICE, ErasedBecause.ASKER}


class ErasedInquiry(models.Model):
    """A nameless line for the numbers, and for who erased what when."""

    month = models.DateField(_("month in which it was asked"))
    offer = models.ForeignKey(
        "contact.Offer", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    article = models.ForeignKey(
        "blog.Article", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    days_to_first_answer = models.PositiveSmallIntegerField(null=True)
    because = models.CharField(_("why"), max_length=20, choices=ErasedBecause)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("erased request")
        verbose_name_plural = _("erased requests")
        constraints = [moments_in_reach("at"), days_in_reach("month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @classmethod
    def remember(cls, inquiry: "Inquiry", because: ErasedBecause, by: User | None) -> Self:
        """Store what may be told of an inquiry that is about to be erased."""
        return cls.objects.create(
            month=timezone.localtime(inquiry.created_at).date().replace(day=1),
            offer_id=inquiry.offer_id,
            article_id=inquiry.article_id,
            role=inquiry.role,
            outcome=inquiry.outcome,
            days_to_first_answer=days_to_first_answer(inquiry),
            because=because,
            by=by,
        )


def days_to_first_answer(inquiry: "Inquiry") -> int | None:
    """Return how many whole days the first answer took, or None without one."""
    answers = inquiry.events.filter(kind=InquiryEventKind.CONVERSATION_STARTED)
    first = answers.order_by("at").values_list("at", flat=True).first()
    return (first - inquiry.created_at).days if first else None
