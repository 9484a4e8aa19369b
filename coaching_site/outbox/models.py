"""Mails of the site: each is a row before it is a mail, so that nothing is lost on the way."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from coaching_site.database.word_search import word_index
from coaching_site.time.reach import moments_in_reach

# Named, because the job needs this model and this model the job.
SENDING_JOB = "send_mail"
SLOW_AFTER = timedelta(minutes=10)
SEARCHED = ("subject", "recipient")
KEEP_SENT = timedelta(days=30)
KEEP_FAILED = timedelta(days=90)


class MailState(models.TextChoices):
    """What became of a mail so far."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Which mails somebody should look at, and which nobody needs any more."""

    def failed(self) -> Self:
        """Keep the mails that nobody tries to send any more."""
        return self.filter(state=MailState.FAILED)

    def unsent(self) -> Self:
        """Keep the mails that somebody should look at: failed, or waiting for too long."""
        return self.filter(
            Q(state=MailState.FAILED)
            | Q(state=MailState.WAITING, created_at__lt=timezone.now() - SLOW_AFTER)
        )

    def past_keeping(self) -> Self:
        """Keep the mails whose addressee need not be remembered any longer."""
        now = timezone.now()
        return self.filter(
            Q(state=MailState.SENT, sent_at__lt=now - KEEP_SENT)
            | Q(state=MailState.FAILED, created_at__lt=now - KEEP_FAILED)
        )


class OutgoingMail(models.Model):
    """One mail to one addressee; its text is erased once it is sent.

    A model whose rows have mails declares `mails = GenericRelation("outbox.OutgoingMail")`,
    which erases them together with the row.
    """

    message_id = models.CharField(_("message number"), max_length=255)
    template = models.CharField(_("kind"), max_length=100, blank=True)
    sender = models.CharField(_("sender"))
    recipient = models.CharField(_("recipient"))
    subject = models.CharField(_("subject"))
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("text as HTML"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MailState, default=MailState.WAITING, db_index=True
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    smtp_code = models.PositiveSmallIntegerField(_("SMTP code"), null=True, blank=True)
    reason = models.CharField(
        _("reason"),
        max_length=100,
        blank=True,
        help_text=_("Why the last attempt did not succeed."),
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now, db_index=True)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, null=True, blank=True, editable=False
    )
    object_id = models.BigIntegerField(null=True, blank=True, editable=False)
    about = GenericForeignKey()

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="mails_about_a_thing"),
            models.Index(fields=["-created_at", "-id"], name="mails_newest_first"),
            word_index("mails_by_word", *SEARCHED),
        ]
        constraints = [moments_in_reach("created_at", "next_attempt_at", "sent_at")]

    def __str__(self) -> str:
        return self.subject

    def queue(self) -> None:
        """Ask the worker to send this mail as soon as the transaction is committed."""
        app.configure_task(SENDING_JOB, allow_unknown=False).defer(mail_id=self.pk)

    @transaction.atomic
    def send_again(self) -> bool:
        """Start over with a mail that has failed; leave any other alone and return False."""
        again = (
            OutgoingMail.objects.failed()
            .filter(pk=self.pk)
            .update(
                state=MailState.WAITING,
                attempts=0,
                smtp_code=None,
                reason="",
                next_attempt_at=None,
            )
        )
        if again:
            self.queue()
        return bool(again)

    def mark_sent(self) -> None:
        """Remember that the mail left, and forget what it said."""
        self.state, self.sent_at = MailState.SENT, timezone.now()
        self.smtp_code, self.reason, self.next_attempt_at = None, "", None
        self.attempts += 1
        if not settings.OUTBOX_KEEP_TEXTS:
            self.text, self.html, self.headers = "", "", {}
        self.save()

    def mark_unsent(self, code: int | None, reason: str, next_attempt_at: datetime | None) -> None:
        """Remember why an attempt did not succeed; without a next one the mail has failed."""
        self.attempts += 1
        self.smtp_code, self.reason = code, reason
        self.next_attempt_at = next_attempt_at
        if next_attempt_at is None:
            self.state = MailState.FAILED
        self.save()
