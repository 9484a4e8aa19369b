"""The comments in which somebody asks about a subject."""

from typing import Self

from django.db import models
from django.db.models import F, OuterRef
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.comments import CommentState
from blog.models.comments.choices import QUOTED
from coaching_site.time.reach import moments_in_reach


class AskedQuestionQuerySet(models.QuerySet["AskedQuestion"]):
    """Which questions count, which are quoted, and whose writers are told of the answer."""

    def counted(self) -> Self:
        """Keep what a person asked, wherever the comment stands by now."""
        return self.exclude(comment__state=CommentState.SPAM)

    def quoted(self) -> Self:
        """Keep what readers see, or may come to see."""
        return self.filter(comment__state__in=QUOTED)

    def to_tell(self) -> Self:
        """Keep one for each address that agreed to be told of answers and was not told yet."""
        told = self.model.objects.filter(subject=OuterRef("subject"), told_at__isnull=False)
        same = told.alias(mailbox=Lower("comment__email")).filter(mailbox=OuterRef("mailbox"))
        asked = self.quoted().filter(comment__wants_answers=True, told_at=None)
        confirmed = asked.exclude(comment__confirmed_at=None).exclude(comment__email="")
        each = confirmed.annotate(mailbox=Lower("comment__email"))
        return each.filter(~models.Exists(same)).order_by("mailbox", "pk").distinct("mailbox")

    def newest_first(self) -> Self:
        """Order by when it was asked, newest first."""
        return self.order_by(F("comment__created_at").desc(), "-pk")


class AskedQuestion(models.Model):
    """A comment that somebody marked as a question about one subject."""

    subject = models.ForeignKey(
        "blog.AskedSubject",
        verbose_name=_("subject from comments"),
        on_delete=models.CASCADE,
        related_name="questions",
    )
    comment = models.OneToOneField(
        "blog.Comment",
        verbose_name=_("comment"),
        on_delete=models.CASCADE,
        related_name="asked_question",
    )
    marked_at = models.DateTimeField(_("marked"), default=timezone.now, editable=False)
    # So that nobody is told twice, however often the article is published.
    told_at = models.DateTimeField(_("told of the article"), null=True, editable=False)

    objects = AskedQuestionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["subject", "marked_at", "pk"]
        verbose_name = _("question about a subject")
        verbose_name_plural = _("questions about subjects")
        constraints = [moments_in_reach("marked_at", "told_at")]

    def __str__(self) -> str:
        return str(self.comment)
