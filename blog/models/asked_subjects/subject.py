"""What readers ask about, as a moderator named it, and the article that answers it."""

from typing import Self

from django.db import models, transaction
from django.db.models import Count, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Lower, NullIf
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from blog.models.articles import Article, ArticleState
from blog.models.asked_subjects.questions import AskedQuestion
from blog.models.comments import Comment, CommentState
from coaching_site.database.word_search import word_index
from coaching_site.http.slugs import take_turn
from coaching_site.time.reach import moments_in_reach

MAX_TITLE_LENGTH = 120
# What nobody confirmed, or what its writer took back, is nobody's to keep.
NOT_MARKED = {CommentState.UNCONFIRMED, CommentState.SPAM, CommentState.WITHDRAWN}


class AskedSubjectError(Exception):
    """What was asked of a subject cannot be done; the message says why, to a moderator."""


class SubjectState(models.TextChoices):
    """How far the answer to a subject is."""

    OPEN = "open", pgettext_lazy("a subject", "open")
    WRITING = "writing", pgettext_lazy("a subject", "being written")
    ANSWERED = "answered", pgettext_lazy("a subject", "answered")


class AskedSubjectQuerySet(models.QuerySet["AskedSubject"]):
    """Where subjects stand, and how many people wait for them."""

    def in_state(self, state: str) -> Self:
        """Keep the subjects of which the answer is so far."""
        answered = Q(article__in=Article.objects.published().values("pk"))
        has_article = Q(article__in=Article.objects.outside_trash().values("pk"))
        if state == SubjectState.ANSWERED:
            return self.filter(answered)
        if state == SubjectState.WRITING:
            return self.filter(has_article).exclude(answered)
        return self.exclude(has_article)

    def unanswered(self) -> Self:
        """Keep what may still get questions."""
        return self.exclude(pk__in=self.model.objects.in_state(SubjectState.ANSWERED).values("pk"))

    def with_askers(self) -> Self:
        """Annotate how many people ask, as `askers`, and when the last did, as `newest_at`.

        An address counts once; who left none counts for each question.
        """
        questions = AskedQuestion.objects.counted().filter(subject=OuterRef("pk"))
        grouped = questions.order_by().values("subject")
        anonymous = Cast("comment_id", models.TextField())
        asker = Coalesce(NullIf(Lower("comment__email"), Value("")), anonymous)
        counts = grouped.annotate(count=Count(asker, distinct=True)).values("count")
        newest = grouped.annotate(newest=Max("comment__created_at")).values("newest")
        annotations = {
            "askers": Coalesce(Subquery(counts), 0),
            "newest_at": Subquery(newest),
        }
        return self.annotate(**annotations)

    def most_asked_first(self) -> Self:
        """Order by how many people ask, then by the newest question; needs `with_askers`."""
        return self.order_by("-askers", models.F("newest_at").desc(nulls_last=True), "-pk")

    @transaction.atomic
    def named(self, title: str) -> "AskedSubject":
        """Return the unanswered subject with this title, or a new one; a double click makes one."""
        take_turn()
        known = self.unanswered().filter(title__iexact=title).first()
        return known or self.create(title=title)


class AskedSubject(models.Model):
    """A short title, the questions that moderators put below it, and the article about it."""

    title = models.CharField(
        _("title"),
        max_length=MAX_TITLE_LENGTH,
        help_text=_("Short and without names: it becomes the title of the draft."),
    )
    article = models.OneToOneField(
        "blog.Article",
        verbose_name=_("article"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="asked_subject",
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = AskedSubjectQuerySet.as_manager()

    class Meta:
        # Who may moderate comments may do the same with their subjects.
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        verbose_name = _("subject from comments")
        verbose_name_plural = _("subjects from comments")
        indexes = [word_index("asked_subjects_by_word", "title")]
        constraints = [moments_in_reach("created_at")]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> SubjectState:
        """Return how far the answer is at this moment; nothing stores it."""
        if self.article is None or self.article.state == ArticleState.TRASHED:
            return SubjectState.OPEN
        is_public = self.article.state == ArticleState.LIVE
        return SubjectState.ANSWERED if is_public else SubjectState.WRITING

    def take(self, comment: Comment) -> None:
        """Put a comment among its questions and no other's. Raises AskedSubjectError."""
        with transaction.atomic():
            _lock_unanswered(self)
            # Its writer may take it back at this very moment.
            rows = Comment.objects.select_for_update(no_key=True).filter(pk=comment.pk)
            if rows.exclude(state__in=NOT_MARKED).first() is None:
                raise AskedSubjectError(gettext("This comment cannot be marked."))
            known = AskedQuestion.objects.filter(comment=comment)
            # Of the answer to another subject she knows, of this one not yet.
            known.exclude(subject=self).update(subject=self, told_at=None)
            AskedQuestion.objects.get_or_create(comment=comment, defaults={"subject": self})

    def merge_into(self, other: "AskedSubject") -> None:
        """Give all its questions to another subject, and end. Raises AskedSubjectError."""
        with transaction.atomic():
            _lock_unanswered(self, other)
            article = None if self.state == SubjectState.OPEN else self.article
            if article and other.state != SubjectState.OPEN:
                raise AskedSubjectError(gettext("Both have an article: throw one of them away."))
            self.questions.update(subject=other)
            self.delete()
            if article:
                other.article = article
                other.save(update_fields=["article"])


def _lock_unanswered(*subjects: AskedSubject) -> None:
    """Let nobody else change them until the transaction ends; refuse those readers can read."""
    rows = AskedSubject.objects.select_for_update()
    locked = {row.pk: row for row in rows.filter(pk__in=[s.pk for s in subjects]).order_by("pk")}
    for subject in subjects:
        if subject.pk not in locked:
            raise AskedSubjectError(gettext("This subject is gone."))
        subject.article = locked[subject.pk].article
        if subject.state == SubjectState.ANSWERED:
            words = gettext("“%(title)s” has been answered already.")
            raise AskedSubjectError(words % {"title": subject.title})
