"""What readers report about a comment: enough of them hide it until somebody looked at it."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching_site.time.reach import moments_in_reach

if TYPE_CHECKING:
    from blog.models.comments.comment import Comment

MAX_WORDS_LENGTH = 500
REPORTS_THAT_HIDE = 3
KEPT = timedelta(days=90)


class ReportReason(models.TextChoices):
    """What is wrong with a comment, as a reader sees it."""

    PERSON = "person", _("A person can be recognised, a child for instance")
    HURTFUL = "hurtful", _("It hurts or threatens somebody")
    ADVERTISING = "advertising", _("It is advertising")
    OTHER = "other", _("Something else")


class CommentReportQuerySet(models.QuerySet["CommentReport"]):
    """Which reports still count."""

    def open(self) -> Self:
        """Keep what nobody of the practice has judged yet."""
        return self.filter(settled_at=None)

    def past_keeping(self) -> Self:
        """Keep what is erased because of its age."""
        return self.filter(at__lt=timezone.now() - KEPT)

    def sources_that_count(self, comment: "Comment") -> int:
        """Return from how many places a comment is reported that did not do so before."""
        reports = self.filter(comment=comment)
        settled = reports.exclude(settled_at=None).values("source")
        return reports.open().exclude(source__in=settled).values("source").distinct().count()


class CommentReport(models.Model):
    """One reader's word against a comment, without a name or an address."""

    comment = models.ForeignKey(
        "blog.Comment",
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        related_name="reports",
    )
    reason = models.CharField(_("what is wrong"), max_length=20, choices=ReportReason)
    words = models.TextField(_("explanation"), max_length=MAX_WORDS_LENGTH, blank=True)
    # The network it came from, as a keyed digest that is another for every comment.
    source = models.CharField(max_length=64, editable=False)
    submission = models.CharField(max_length=64, unique=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now)
    settled_at = models.DateTimeField(_("judged"), null=True, blank=True, editable=False)

    objects = CommentReportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("report of a comment")
        verbose_name_plural = _("reports of comments")
        indexes = [models.Index(fields=["at"], name="reports_by_age")]
        constraints = [moments_in_reach("at", "settled_at")]

    def __str__(self) -> str:
        return self.get_reason_display()
