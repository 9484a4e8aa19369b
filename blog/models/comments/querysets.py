"""Which comments readers see, and which wait for the practice."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Left
from django.utils import timezone

from blog.conversations.confirming import LINK as CONFIRMING
from blog.models.comments.choices import CommentState, HoldReason
from blog.models.comments.events import CommentEvent
from coaching_site.limits.mailboxes import mailbox_of

if TYPE_CHECKING:
    from blog.models import Article, Comment

# How long the practice may look back at what readers never see.
KEPT_FOR = {CommentState.REFUSED: timedelta(days=183), CommentState.SPAM: timedelta(days=31)}
# When a comment that is public now became so.
APPEARED_AT = Coalesce("decided_at", "confirmed_at", "created_at")


class CommentQuerySet(models.QuerySet["Comment"]):
    """The gate for readers stands here, and the queue of the moderator."""

    def approved(self) -> Self:
        """Keep what any visitor may read."""
        return self.filter(state=CommentState.APPROVED)

    def withheld_threads(self, article: "Article") -> Self:
        """Keep first comments that are not public, below which answers still are."""
        answers = self.model.objects.approved().filter(parent=OuterRef("pk"))
        withheld = self.filter(article=article, parent=None).exclude(state=CommentState.APPROVED)
        return withheld.filter(Exists(answers)).order_by()

    def threads_about(self, article: "Article", *, newest_first: bool = False) -> Self:
        """Return the comments that threads begin with, in two queries, oldest first or newest.

        A withheld one keeps its place. Those are few, and found first: 23 ms with 100,000 waiting.
        """
        withheld = list(self.withheld_threads(article).values_list("pk", flat=True))
        shown = Q(state=CommentState.APPROVED) | Q(pk__in=withheld)
        firsts = self.filter(shown, article=article, parent=None)
        return firsts.order_by(*(["-created_at", "-pk"] if newest_first else ["created_at", "pk"]))

    def written_before(self, comment: "Comment") -> Self:
        """Keep what stands above a comment where the oldest comes first."""
        earlier = Q(created_at__lt=comment.created_at)
        same_moment = Q(created_at=comment.created_at, pk__lt=comment.pk)
        # The index is entered at the moment itself; what lies beside it there is few.
        return self.filter(earlier | same_moment, created_at__lte=comment.created_at)

    def for_conversation(self, threads: list[int]) -> "models.QuerySet[Comment, dict[str, Any]]":
        """Return what readers see of these threads, oldest first, as dictionaries.

        An author's carries the name of today. A hundred of them cost a fifth of a hundred models.
        """
        approved = self.approved().filter(Q(pk__in=threads) | Q(parent__in=threads))
        return approved.order_by("created_at", "pk").values(
            "pk",
            "parent_id",
            "text",
            "created_at",
            "shortened_at",
            signature=Coalesce("author__name", "name"),
            author_slug=F("author__slug"),
        )

    def newest_about(self, article: "Article") -> Self:
        """Keep what any visitor may read about an article, newest first."""
        return self.approved().filter(article=article).order_by("-created_at", "-pk")

    def appeared_since(self, moment: datetime) -> Self:
        """Keep what readers see since a moment, with when that began as `appeared_at`."""
        annotations = {"appeared_at": APPEARED_AT}
        return self.approved().annotate(**annotations).filter(appeared_at__gt=moment)

    def reportable(self, *, is_hidden_too: bool = False) -> Self:
        """Keep what a reader may report: what a guest wrote, and any visitor may read.

        `is_hidden_too` keeps also what reports have hidden.
        """
        hidden = Q(state=CommentState.PENDING, held_for__contains=[HoldReason.REPORTED])
        shown = Q(state=CommentState.APPROVED)
        seen = self.filter(shown | hidden if is_hidden_too else shown)
        return seen.filter(author=None).exclude(email="")

    def behind(self, numbers: list[int] | None) -> "Comment | None":
        """Return the comment that a signed link of its writer names; None once it is erased."""
        written = self.exclude(email="").select_related("article")
        return written.filter(pk__in=numbers or []).first()

    def from_address(self, email: str) -> Self:
        """Keep what was written under a mail address, in whatever letters."""
        return self.filter(email__iexact=email)

    def from_mailbox(self, email: str) -> Self:
        """Keep what was written from a mailbox, in each spelling of its address."""
        domain = email.rpartition("@")[2]
        written = self.filter(email__iendswith=f"@{domain}").values_list("pk", "email")
        mailbox = mailbox_of(email)
        return self.filter(pk__in=[pk for pk, other in written if mailbox_of(other) == mailbox])

    def beginnings_of_refused(self, most: int, length: int) -> list[str]:
        """Return how the newest refused comments begin, and the newest spam; so many of each."""
        beginnings: list[str] = []
        # One by one: of each state an index has the newest, of both together none.
        for state in (CommentState.REFUSED, CommentState.SPAM):
            newest = self.filter(state=state).order_by("-created_at", "-pk")
            beginnings += newest.values_list(Left("text", length), flat=True)[:most]
        return beginnings

    def past_keeping(self) -> Self:
        """Keep what was refused, or is spam, for too long, unless its words are gone already."""
        now = timezone.now()
        over = [Q(state=state, since__lt=now - time) for state, time in KEPT_FOR.items()]
        since = Coalesce("decided_at", "created_at")
        return self.alias(since=since).filter(reduce(or_, over)).exclude(text="")

    def pending(self) -> Self:
        """Keep what waits for a decision."""
        return self.filter(state=CommentState.PENDING)

    def queue(self) -> Self:
        """Keep what waits: what may be about danger first, then what waits longest."""
        return self.pending().order_by("-read_first", "created_at", "pk")

    def with_beginning(self) -> Self:
        """Add since when each waits, and the number of the event by which that began.

        Being changed or shortened meanwhile begins nothing anew. What waits since before events
        were noted has the number 0.
        """
        begun = CommentEvent.objects.filter(comment=OuterRef("pk")).exclude(
            came_from=CommentState.PENDING
        )
        begun = begun.order_by("-pk")
        return self.annotate(
            beginning=Coalesce(Subquery(begun.values("pk")[:1]), 0),
            waits_since=Coalesce(Subquery(begun.values("at")[:1]), "created_at"),
        )

    def after(self, comment: "Comment") -> Self:
        """Keep what the queue holds behind a comment, which may have been decided since."""
        later = Q(created_at__gt=comment.created_at) | Q(
            created_at=comment.created_at, pk__gt=comment.pk
        )
        if comment.read_first:
            return self.filter(Q(read_first=False) | later)
        return self.filter(later, read_first=False)

    def unconfirmed(self) -> Self:
        """Keep what waits apart, because nobody has shown yet whose address it has."""
        return self.filter(state=CommentState.UNCONFIRMED)

    def unconfirmed_for_too_long(self) -> Self:
        """Keep what nobody can confirm any more."""
        return self.unconfirmed().filter(created_at__lt=timezone.now() - CONFIRMING.valid_for)
