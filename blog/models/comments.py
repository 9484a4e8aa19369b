"""Comments: what readers say about an article, held until somebody approved them."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models.authors import Author
from coaching_site.accounts.models import User
from coaching_site.database.word_search import word_index
from coaching_site.outbox.announcing import tell_practice
from coaching_site.time.reach import moments_in_reach

if TYPE_CHECKING:
    from blog.models.articles import Article

MAX_NAME_LENGTH = 80
MAX_TEXT_LENGTH = 5_000
# Named, because the job needs this model and this model the job.
DIGEST_JOB = "mail_digest_of_comments"


class CommentState(models.TextChoices):
    """Where a comment stands; only approved ones are public."""

    PENDING = "pending", _("waiting")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    SPAM = "spam", _("spam")
    REMOVED = "removed", _("removed")


# What may follow what: a mistake can be corrected, what was taken off the site stays off.
NEXT_STATES = {
    CommentState.PENDING: {CommentState.APPROVED, CommentState.REFUSED, CommentState.SPAM},
    CommentState.APPROVED: {CommentState.REMOVED, CommentState.SPAM},
    CommentState.REFUSED: {CommentState.APPROVED, CommentState.SPAM},
    CommentState.SPAM: {CommentState.APPROVED, CommentState.REFUSED},
    CommentState.REMOVED: set[CommentState](),
}


class CommentError(Exception):
    """What was asked of a comment cannot be done; the message says why, to a moderator."""


class CommentQuerySet(models.QuerySet["Comment"]):
    """The gate for readers stands here, and the queue of the moderator."""

    def approved(self) -> Self:
        """Keep what any visitor may read."""
        return self.filter(state=CommentState.APPROVED)

    def for_conversation(self, article: "Article") -> "models.QuerySet[Comment, dict[str, Any]]":
        """Return what readers see of the comments on an article, oldest first, as dictionaries.

        An author's carries the name of today. A hundred of them cost a fifth of a hundred models.
        """
        approved = self.approved().filter(article=article).order_by("created_at", "pk")
        return approved.values(
            "pk",
            "parent_id",
            "text",
            "created_at",
            signature=Coalesce("author__name", "name"),
            author_slug=F("author__slug"),
            thread_began=F("parent__created_at"),
        )

    def pending(self) -> Self:
        """Keep what waits for a decision."""
        return self.filter(state=CommentState.PENDING)


class Comment(models.Model):
    """Plain text by a guest or an author of the site; a reply answers a comment, never a reply."""

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
    name = models.CharField(_("name"), max_length=MAX_NAME_LENGTH)
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
    # What was typed on which day, as a keyed digest: a double click is one comment.
    submission = models.CharField(
        max_length=64, unique=True, null=True, blank=True, default=None, editable=False
    )
    mails = GenericRelation("outbox.OutgoingMail")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("view_comment_email", _("Can see the mail address of who commented"))]
        indexes = [
            models.Index(
                fields=["article", "created_at"],
                name="approved_comments",
                condition=models.Q(state="approved"),
            ),
            models.Index(fields=["state", "-created_at", "-id"], name="comments_by_state"),
            models.Index(fields=["-created_at", "-id"], name="comments_newest_first"),
            word_index("comments_by_word", "name", "text"),
            # Apart, since not everybody may search it.
            word_index("comments_by_email", "email"),
        ]
        constraints = [moments_in_reach("created_at", "decided_at")]

    def __str__(self) -> str:
        return gettext("%(name)s on “%(article)s”") % {"name": self.name, "article": self.article}

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Return the id that the comment has in the article's page."""
        return f"reactie-{self.pk}"

    @classmethod
    def submit(
        cls, article: "Article", *, submission: str, parent: "Comment | None", **answers: str
    ) -> tuple["Comment", bool]:
        """Store what a reader wrote and announce it to the practice; both or neither.

        A reply to a reply joins the conversation below the first comment. The same submission twice
        gives the comment that is there already, and no second mail; the second value tells whether
        it is new, as Django's `get_or_create` does. `answers` are name, email and text.
        """
        with transaction.atomic():
            top = parent and (parent.parent or parent)
            comment, is_new = cls.objects.get_or_create(
                submission=submission, defaults={**answers, "article": article, "parent": top}
            )
            if is_new:
                tell_practice(
                    "blog/comments/mails/waiting", {"comment": comment}, comment, DIGEST_JOB
                )
        return comment, is_new

    def approve(self, *, by: User) -> None:
        """Show it to everybody. Raises CommentError where that cannot follow."""
        self._decide(CommentState.APPROVED, by)

    def refuse(self, *, by: User) -> None:
        """Keep it off the site. Raises CommentError where that cannot follow."""
        self._decide(CommentState.REFUSED, by)

    def mark_as_spam(self, *, by: User) -> None:
        """Keep it off the site as what no person wrote. Raises CommentError."""
        self._decide(CommentState.SPAM, by)

    def remove(self, *, by: User) -> None:
        """Take it off the site for good; answers to it stay. Raises CommentError."""
        self._decide(CommentState.REMOVED, by)

    def reply(self, text: str, *, by: User, submission: str | None = None) -> "Comment":
        """Answer in public as an author of the site, which approves what is answered.

        The same submission twice gives the answer that is there already.

        Raises CommentError for an account without an author's name, or a comment kept off the site.
        """
        author: Author | None = getattr(by, "author", None)
        if author is None:
            raise CommentError(
                gettext("Only an account with an author page can answer on the site.")
            )
        with transaction.atomic():
            self._lock()
            known = Comment.objects.filter(submission=submission)
            if submission and (answer := known.first()):
                return answer
            if self.state == CommentState.PENDING:
                self.approve(by=by)
            if self.state != CommentState.APPROVED:
                raise CommentError(gettext("Approve this comment first, then answer it."))
            return Comment.objects.create(
                article_id=self.article_id,
                parent=self.parent or self,
                name=author.name,
                author=author,
                text=text,
                state=CommentState.APPROVED,
                decided_at=timezone.now(),
                decided_by=by,
                submission=submission,
            )

    def may_become(self, state: CommentState) -> bool:
        """Tell whether that decision can follow the present one."""
        return state in NEXT_STATES[CommentState(self.state)]

    def _decide(self, state: CommentState, by: User) -> None:
        with transaction.atomic():
            self._lock()
            if not self.may_become(state):
                raise CommentError(
                    gettext("A comment that is “%(now)s” cannot become “%(wanted)s”.")
                    % {"now": self.get_state_display(), "wanted": state.label}
                )
            self.state, self.decided_at, self.decided_by = state, timezone.now(), by
            self.save(update_fields=["state", "decided_at", "decided_by"])

    def _lock(self) -> None:
        """Let nobody else decide until the transaction ends, and see what was decided so far."""
        rows = Comment.objects.select_for_update().filter(pk=self.pk)
        self.state = rows.values_list("state", flat=True).get()
