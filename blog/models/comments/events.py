"""What happened to a comment, when and by whom; never a word of the comment itself."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.comments.choices import CommentEventKind, CommentState
from coaching_site.time.reach import moments_in_reach

MAX_SENTENCE_LENGTH = 500


class CommentEvent(models.Model):
    """One line of the history of a comment; written by its verbs and never changed."""

    comment = models.ForeignKey("blog.Comment", on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("what"), max_length=20, choices=CommentEventKind)
    came_from = models.CharField(_("state before"), max_length=20, choices=CommentState)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sentence = models.CharField(
        _("sentence to the writer"), max_length=MAX_SENTENCE_LENGTH, blank=True
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a comment")
        verbose_name_plural = _("events of comments")
        constraints = [moments_in_reach("at")]

    def __str__(self) -> str:
        return self.get_kind_display()
