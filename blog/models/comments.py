"""Comments: what readers say about an article, held until somebody approved them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_TEXT_LENGTH = 5_000


class CommentState(models.TextChoices):
    """Where a comment stands; only approved ones are public."""

    PENDING = "pending", _("waiting")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    SPAM = "spam", _("spam")
    REMOVED = "removed", _("removed")


class CommentQuerySet(models.QuerySet["Comment"]):
    def approved(self) -> Self:
        """Keep what any visitor may read."""
        return self.filter(state=CommentState.APPROVED)

    def pending(self) -> Self:
        """Keep what waits for a decision."""
        return self.filter(state=CommentState.PENDING)


class Comment(models.Model):
    """Plain text by a guest or by an author of the site; a reply answers a comment, never a reply."""

    article = models.ForeignKey(
        "blog.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("in reply to"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="replies",
    )
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("mail address"), blank=True)
    author = models.ForeignKey(
        "blog.Author",
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("comment"), max_length=MAX_TEXT_LENGTH)
    state = models.CharField(
        _("state"), max_length=10, choices=CommentState, default=CommentState.PENDING
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [
            models.Index(
                fields=["article", "created_at"],
                name="approved_comments",
                condition=models.Q(state="approved"),
            ),
            models.Index(fields=["state", "-created_at"], name="comments_by_state"),
        ]

    def __str__(self) -> str:
        return _("%(name)s on “%(article)s”") % {"name": self.name, "article": self.article}
