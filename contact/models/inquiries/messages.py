"""What is said about an inquiry: by its sender, to its sender, and among those who answer."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coaching_site.time.reach import moments_in_reach

TEXT_LENGTH = 5_000


class MessageKind(models.TextChoices):
    """Who says it to whom."""

    FROM_PRACTICE = "from_practice", pgettext_lazy("message", "answer")
    FROM_ASKER = "from_asker", pgettext_lazy("message", "added by the asker")
    NOTE = "note", pgettext_lazy("message", "note for colleagues")


class InquiryMessageQuerySet(models.QuerySet["InquiryMessage"]):
    """What of a conversation who may read."""

    def for_asker(self) -> Self:
        """Keep what the sender of the inquiry wrote or was written: never a note."""
        return self.exclude(kind=MessageKind.NOTE)


class InquiryMessage(models.Model):
    """Plain text in the conversation about an inquiry; it is never changed."""

    inquiry = models.ForeignKey(
        "contact.Inquiry", on_delete=models.CASCADE, related_name="messages"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MessageKind)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("text"), max_length=TEXT_LENGTH)
    # Its words point to danger, or to somebody in it.
    read_first = models.BooleanField(_("read first"), default=False, db_default=False)
    at = models.DateTimeField(_("when"), default=timezone.now)
    # What was typed in which opened form, as a keyed digest: a double click is one message.
    submission = models.CharField(
        max_length=64, unique=True, null=True, blank=True, default=None, editable=False
    )

    objects = InquiryMessageQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["inquiry", "-id"], name="newest_message_of_inquiry")]
        constraints = [moments_in_reach("at")]

    def __str__(self) -> str:
        return self.get_kind_display()
