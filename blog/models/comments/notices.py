"""When each moderator is mailed about what waits, as she chose it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from blog.models.comments.choices import CommentState
from coaching_site.time.reach import moments_in_reach

# Named, because the job needs this model and this model the job.
NOTICES_JOB = "mail_a_moderator"
BETWEEN_MAILS = timedelta(hours=1)
MORNING = 7  # o'clock, by the clock of the site
# The clock of the machine that planned a mail may be ahead of the one that writes it.
CLOCKS_DIFFER = timedelta(minutes=1)


class NoticeRhythm(models.TextChoices):
    """How often a moderator hears of what waits."""

    AT_ONCE = "at_once", _("at once, at most one mail an hour")
    HOURLY = "hourly", _("at every full hour, if something came in")
    DAILY = "daily", _("every morning at seven, if something came in")
    NEVER = "never", _("not at all")


class ModeratorNoticeQuerySet(models.QuerySet["ModeratorNotice"]):
    """The rows of moderators, and which of them are to be mailed."""

    def hold_for(self, accounts: Iterable[int]) -> "list[ModeratorNotice]":
        """Return a row for each account, held until the transaction ends; a missing one is made."""
        missing = [self.model(moderator_id=account) for account in sorted(accounts)]
        self.bulk_create(missing, ignore_conflicts=True)
        return list(self.select_for_update().filter(moderator__in=accounts).order_by("pk"))

    def due(self) -> Self:
        """Keep those whose planned mail is to be written now."""
        return self.filter(due_at__lte=timezone.now() + CLOCKS_DIFFER)


class ModeratorNotice(models.Model):
    """What one moderator was told and is to be told; an account without a row is told at once."""

    moderator = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    rhythm = models.CharField(
        _("mail about what waits"),
        max_length=20,
        choices=NoticeRhythm,
        default=NoticeRhythm.AT_ONCE,
    )
    told_at = models.DateTimeField(_("last mail"), null=True, blank=True, editable=False)
    due_at = models.DateTimeField(_("next mail"), null=True, blank=True, editable=False)
    # What began to wait since the last mail, whether it still does or not.
    news = models.ManyToManyField("blog.Comment", related_name="+", editable=False)
    mails = GenericRelation("outbox.OutgoingMail")

    objects = ModeratorNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail about comments that wait")
        verbose_name_plural = _("mails about comments that wait")
        constraints = [moments_in_reach("told_at", "due_at")]

    def __str__(self) -> str:
        return self.get_rhythm_display()

    @classmethod
    def choose(cls, account_id: int, rhythm: NoticeRhythm) -> None:
        """Tell this moderator so often from now on; a mail that was planned moves along."""
        with transaction.atomic():
            [notice] = cls.objects.hold_for([account_id])
            notice.rhythm = rhythm
            notice.save(update_fields=["rhythm"])
            if notice.due_at:
                notice.plan()

    def expect(self) -> None:
        """Plan a mail about what waits by then, unless one is planned; the row is held."""
        if self.due_at is None:
            self.plan()

    def take_news(self) -> bool:
        """Forget what is new, and tell whether any of it still waits; the row is held."""
        has_news = self.news.filter(state=CommentState.PENDING).exists()
        self.news.clear()
        self.due_at = None
        self.save(update_fields=["due_at"])
        return has_news

    def mark_told(self) -> None:
        """Remember that a mail was written now."""
        self.told_at = timezone.now()
        self.save(update_fields=["told_at"])

    def plan(self) -> None:
        """Have a mail written when the rhythm asks for the next one; the row is held."""
        self.due_at = self._next_moment()
        self.save(update_fields=["due_at"])
        if self.due_at:
            job = app.configure_task(NOTICES_JOB, allow_unknown=False, schedule_at=self.due_at)
            job.defer(notice_id=self.pk)

    def _next_moment(self) -> datetime | None:
        now = timezone.now()
        match self.rhythm:
            case NoticeRhythm.AT_ONCE:
                return max(now, self.told_at + BETWEEN_MAILS) if self.told_at else now
            case NoticeRhythm.HOURLY:
                return now.replace(minute=0, second=0, microsecond=0) + BETWEEN_MAILS
            case NoticeRhythm.DAILY:
                local = timezone.localtime(now)
                morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
                # By the clock on the wall, so that it is seven on the day after a change too.
                return morning if morning > local else morning + timedelta(days=1)
        return None
