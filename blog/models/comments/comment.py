"""Comments: what readers say about an article, held until somebody approved them."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.asked_subjects.forgetting import forget_question, forget_quotes, leave_out_of_quotes
from blog.conversations.answering_privately import NotPrivateError, private_answers
from blog.conversations.confirming import LINK as CONFIRMING
from blog.conversations.holding.reasons import reasons_to_hold
from blog.conversations.links import WRITERS
from blog.conversations.moderators import tell_moderators
from blog.conversations.telling import tell_who_is_answered, tell_writer
from blog.models.authors import Author
from blog.models.blocked_addresses import BlockedAddress
from blog.models.comments.choices import (
    CHANGEABLE,
    NEXT_STATES,
    QUOTED,
    SHORTENABLE,
    UNDOABLE,
    CommentEventKind,
    CommentState,
    HoldReason,
)
from blog.models.comments.querysets import APPEARED_AT, CommentQuerySet
from blog.models.comments.reports import REPORTS_THAT_HIDE, CommentReport
from blog.models.comments.shortening import (
    forget_everything,
    forget_words,
    rename_in_log,
    without_words,
)
from coaching_site.accounts.models import User
from coaching_site.database.word_search import word_index
from coaching_site.outbox.announcing import confirm, tell_practice
from coaching_site.time.reach import moments_in_reach

if TYPE_CHECKING:
    from blog.models.articles import Article

MAX_NAME_LENGTH = 80
MAX_TEXT_LENGTH = 5_000
# Counted from when the practice could read it.
CHANGED_WITHIN = timedelta(minutes=15)
# Named, because the job needs this model and this model the job.
DIGEST_JOB = "mail_digest_of_comments"
# What may change after a comment is stored.
CHANGING = [
    "name",
    "email",
    "text",
    "state",
    "held_for",
    "read_first",
    "wants_answers",
    "confirmed_at",
    "shortened_at",
    "submission",
]
CONFIRMING_MAIL = "blog/comments/mails/confirm"


class CommentError(Exception):
    """What was asked of a comment cannot be done; the message says why, to a moderator."""


class CommentGoneError(CommentError):
    """It was erased meanwhile."""


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
        _("state"), max_length=20, choices=CommentState, default=CommentState.PENDING
    )
    # With values of the database: the code before these columns stores comments too, in an upgrade.
    held_for = ArrayField(
        models.CharField(max_length=20, choices=HoldReason),
        verbose_name=_("why it waits"),
        default=list,
        db_default=[],
        editable=False,
    )
    read_first = models.BooleanField(
        _("read first"), default=False, db_default=False, editable=False
    )
    lacks_proof = models.BooleanField(
        _("came without proof of work"), default=False, db_default=False, editable=False
    )
    wants_answers = models.BooleanField(
        _("wants a mail when somebody answers"), default=False, db_default=False, editable=False
    )
    wants_news = models.BooleanField(
        _("wants a mail about what becomes of it"), default=True, db_default=True, editable=False
    )
    confirmed_at = models.DateTimeField(
        _("address confirmed"), null=True, blank=True, editable=False
    )
    shortened_at = models.DateTimeField(_("shortened"), null=True, blank=True, editable=False)
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
            # The threads of an article; those that keep a place without their first comment.
            models.Index(
                fields=["article", "created_at", "id"],
                name="threads_of_article",
                condition=models.Q(state="approved", parent=None),
            ),
            models.Index(
                fields=["article"],
                name="withheld_threads",
                condition=models.Q(~models.Q(state="approved"), parent=None),
            ),
            models.Index(
                APPEARED_AT.desc(),
                name="comments_by_appearance",
                condition=models.Q(state="approved"),
            ),
            models.Index(fields=["state", "-created_at", "-id"], name="comments_by_state"),
            models.Index(fields=["-created_at", "-id"], name="comments_newest_first"),
            # The queue, in the order in which it is read.
            models.Index(
                fields=["-read_first", "created_at", "id"],
                name="comments_waiting",
                condition=models.Q(state="pending"),
            ),
            word_index("comments_by_word", "name", "text"),
            # As `iexact` asks for it.
            models.Index(Upper("email"), name="comments_by_address"),
            # Apart, since not everybody may search it.
            word_index("comments_by_email", "email"),
        ]
        constraints = [moments_in_reach("created_at", "decided_at", "confirmed_at", "shortened_at")]

    def __str__(self) -> str:
        if self.state == CommentState.WITHDRAWN:
            return gettext("Removed by its writer, on “%(article)s”") % {"article": self.article}
        return gettext("%(name)s on “%(article)s”") % {"name": self.name, "article": self.article}

    def get_absolute_url(self) -> str:
        """Return its permanent address, which leads to the page on which it stands."""
        return reverse("comment_detail", args=[self.pk])

    @property
    def anchor(self) -> str:
        """Return the id that the comment has in the page on which it stands."""
        return f"reactie-{self.pk}"

    @property
    def signature(self) -> str:
        """Return the name below it: an author's as it is today."""
        return self.author.name if self.author else self.name

    @classmethod
    def submit(
        cls,
        article: "Article",
        *,
        submission: str,
        parent: "Comment | None",
        is_confirmed: bool,
        **answers: Any,
    ) -> tuple["Comment", bool]:
        """Store what a reader wrote, apart until the address is known to be the writer's.

        A reply to a reply joins the conversation below the first comment. The same submission twice
        gives the comment that is there already, and no second mail; the second value tells whether
        it is new, as Django's `get_or_create` does. `answers` are name, email, text, and whatever
        other columns the form fills. Raises CommentGoneError when what it answers was erased.
        """
        with transaction.atomic():
            top = parent and (parent.parent or parent)
            if top:
                top.lock()
            answers |= {"article": article, "parent": top, "state": CommentState.UNCONFIRMED}
            comment, is_new = cls.objects.get_or_create(submission=submission, defaults=answers)
            if is_confirmed and comment.state == CommentState.UNCONFIRMED:
                comment.enter()
            elif comment.state == CommentState.UNCONFIRMED and not comment.mails.exists():
                # Also where a limit held the mail back, and the same words come once more later.
                confirm(comment.email, CONFIRMING_MAIL, {"comment": comment}, comment, None)
        return comment, is_new

    @property
    def confirming_token(self) -> str:
        """Return what the link ends with by which the writer confirms the address."""
        return CONFIRMING.token(self.pk)

    @property
    def writers_token(self) -> str:
        """Return what the link ends with by which the writer comes back to it."""
        return WRITERS.token(self.pk)

    @property
    def changeable_until(self) -> datetime | None:
        """Return how long its writer may change it; None where she may not."""
        if self.state not in CHANGEABLE or self.shortened_at or self.confirmed_at is None:
            return None
        return self.confirmed_at + CHANGED_WITHIN

    @property
    def is_changeable(self) -> bool:
        """Tell whether its writer may change it now."""
        return self.changeable_until is not None and timezone.now() < self.changeable_until

    def enter(self, *, by_its_own_link: bool = True) -> None:
        """Show it, or let it wait where a rule says so; doing so again changes nothing.

        What enters by the link of another comment may be somebody else's, and always waits.
        """
        with transaction.atomic():
            self.lock()
            if self.state != CommentState.UNCONFIRMED:
                return
            self.confirmed_at = timezone.now()
            self.save(update_fields=["confirmed_at"])
            reasons = reasons_to_hold(self) or ([] if by_its_own_link else [HoldReason.FIRST])
            self._wait(CommentEventKind.ENTERED, reasons)
            if BlockedAddress.objects.holds(self.email):
                self._move(CommentEventKind.SPAM, CommentState.SPAM, by=None)
            elif reasons:
                self._tell_practice()
            else:
                self._move(CommentEventKind.APPROVED, CommentState.APPROVED, by=None)

    def change(self, *, name: str, text: str, read_first: bool) -> None:
        """Take other words from its writer, which wait until somebody read them.

        The same words change nothing. Raises CommentError when it is too late.
        """
        with transaction.atomic():
            self.lock()
            if not self.is_changeable:
                raise CommentError(gettext("This comment cannot be changed any more."))
            if (name, text) == (self.name, self.text):
                return
            forget_quotes(self)
            self.name, self.text, self.read_first = name, text, read_first
            self.save(update_fields=["name", "text", "read_first"])
            rename_in_log(self)
            is_reported = (
                self.state == CommentState.PENDING and HoldReason.REPORTED in self.held_for
            )
            reported = [HoldReason.REPORTED] if is_reported else []
            reasons = reasons_to_hold(self, is_changed=True)
            self._wait(CommentEventKind.CHANGED, [*reported, *reasons])
            self._tell_practice()

    def withdraw(self) -> None:
        """Let its writer take it back: every word is gone, answers to it stay.

        A private question that somebody of the practice took up stays with her.
        """
        with transaction.atomic():
            self.lock()
            if self.state == CommentState.WITHDRAWN:
                return
            with suppress(NotPrivateError):
                private_answers().withdraw(self)
            self._move(CommentEventKind.WITHDRAWN, CommentState.WITHDRAWN, by=None)
            self._empty()

    def forget(self) -> None:
        """Erase what nobody may read any longer; what was answered keeps an empty place."""
        with transaction.atomic():
            self.lock()
            self._empty()
            if self.replies.exists():
                Comment.objects.filter(pk=self.pk).update(email="")
            else:
                self.delete()

    def _empty(self) -> None:
        """Take every word out of it, and what was written about it."""
        self.name, self.text, self.submission = "", "", None
        self.held_for, self.read_first, self.wants_answers = [], False, False
        emptied = ["name", "text", "submission", "held_for", "read_first", "wants_answers"]
        self.save(update_fields=emptied)
        forget_everything(self)

    def report(self, **answers: Any) -> tuple[CommentReport, bool]:
        """Take a reader's word against it; enough of them from different places hide it.

        The same submission twice is one report; the second value tells whether it is new. What
        readers do not see any more takes none, and returns one that is not stored.
        `answers` are the columns of a report.
        """
        with transaction.atomic():
            self.lock()
            submission = answers.pop("submission")
            if self.state != CommentState.APPROVED:
                known = self.reports.filter(submission=submission).first()
                return known or CommentReport(comment=self, **answers), False
            report, is_new = self.reports.get_or_create(submission=submission, defaults=answers)
            counted = CommentReport.objects.sources_that_count(self)
            if counted >= REPORTS_THAT_HIDE:
                self._wait(CommentEventKind.REPORTED, [HoldReason.REPORTED])
                self._tell_practice()
        return report, is_new

    @property
    def words_key(self) -> str:
        """Return a keyed digest of its words, for the form in which a moderator decides."""
        read = f"{self.name}\0{self.text}"
        return salted_hmac("blog.comments.words", read, algorithm="sha256").hexdigest()[:32]

    def ensure_read(self, key: str) -> None:
        """Let nobody decide about words that she did not read. Raises CommentError.

        `key` is the `words_key` of what she read; empty where she saw only its beginning in a
        list, which does for what was never changed. Called in the transaction of the decision.
        """
        self.lock()
        is_changed = self.state == CommentState.PENDING and HoldReason.CHANGED in self.held_for
        if not constant_time_compare(key, self.words_key) if key else is_changed:
            raise CommentError(gettext("Its writer has changed it since: read it once more."))

    def approve(self, *, by: User) -> None:
        """Show it to everybody, whatever was reported of it so far. Raises CommentError."""
        with transaction.atomic():
            self._decide(CommentEventKind.APPROVED, CommentState.APPROVED, by)
            self.reports.open().update(settled_at=timezone.now(), words="")

    def refuse(self, *, by: User, sentence: str = "") -> None:
        """Keep it off the site, with a sentence to its writer. Raises CommentError."""
        self._decide(CommentEventKind.REFUSED, CommentState.REFUSED, by, sentence)

    def mark_as_spam(self, *, by: User) -> None:
        """Keep it off the site as what no person wrote. Raises CommentError."""
        self._decide(CommentEventKind.SPAM, CommentState.SPAM, by)

    def remove(self, *, by: User) -> None:
        """Take it off the site for good; answers to it stay. Raises CommentError."""
        self._decide(CommentEventKind.REMOVED, CommentState.REMOVED, by)

    def make_private(self, *, by: User) -> None:
        """Keep it off the site and let it be answered in private. Raises CommentError."""
        with transaction.atomic():
            self._decide(CommentEventKind.PRIVATE, CommentState.PRIVATE, by)
            try:
                private_answers().ask(self)
            except NotPrivateError as error:
                raise CommentError(str(error)) from error

    def shorten(self, words: list[str], *, by: User) -> None:
        """Leave words out of it for good, everywhere. Raises CommentError where none stands."""
        with transaction.atomic():
            self.lock()
            if self.state not in SHORTENABLE:
                raise CommentError(gettext("Only what waits or is on the site can be shortened."))
            name, text = (without_words(each, words) for each in (self.name, self.text))
            if (name, text) == (self.name, self.text):
                raise CommentError(gettext("These words do not stand in the comment."))
            self.name, self.text, self.shortened_at = name[:MAX_NAME_LENGTH], text, timezone.now()
            self.save(update_fields=["name", "text", "shortened_at"])
            forget_words(self, words)
            leave_out_of_quotes(self, words)
            kind = CommentEventKind.SHORTENED
            tell_writer(self.events.create(kind=kind, came_from=self.state, by=by))

    def undo(self, *, by: User) -> None:
        """Take back the decision that was the last thing to happen. Raises CommentError."""
        with transaction.atomic():
            self.lock()
            last = self.events.last()
            if last is None or last.kind not in UNDOABLE:
                raise CommentError(gettext("There is no decision that can be undone."))
            if last.kind == CommentEventKind.PRIVATE:
                self._withdraw_private_question()
            self.reports.filter(settled_at__gte=last.at).update(settled_at=None)
            self._move(CommentEventKind.UNDONE, CommentState(last.came_from), by)

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
            self.lock()
            known = Comment.objects.filter(submission=submission)
            if submission and (answer := known.first()):
                return answer
            if self.state == CommentState.PENDING:
                self.approve(by=by)
            if self.state != CommentState.APPROVED:
                raise CommentError(gettext("Approve this comment first, then answer it."))
            answer = Comment.objects.create(
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
            tell_who_is_answered(answer)
        return answer

    @property
    def hold_reasons(self) -> list[str]:
        """Return in words why it waits."""
        return [str(HoldReason(reason).label) for reason in self.held_for if reason in HoldReason]

    def may_become(self, state: CommentState) -> bool:
        """Tell whether that decision can follow the present one."""
        return state in NEXT_STATES[CommentState(self.state)]

    def _withdraw_private_question(self) -> None:
        try:
            private_answers().withdraw(self)
        except NotPrivateError as error:
            raise CommentError(str(error)) from error

    def _decide(
        self, kind: CommentEventKind, state: CommentState, by: User, sentence: str = ""
    ) -> None:
        """Let a decision follow, seen and held in the database, so that two people cannot cross."""
        with transaction.atomic():
            self.lock()
            if not self.may_become(state):
                raise CommentError(
                    gettext("A comment that is “%(now)s” cannot become “%(wanted)s”.")
                    % {"now": self.get_state_display(), "wanted": state.label}
                )
            self._move(kind, state, by, sentence)

    def _wait(self, kind: CommentEventKind, reasons: list[HoldReason]) -> None:
        """Let it wait for the practice, which sees why."""
        self.held_for = list(dict.fromkeys(reasons))
        self.save(update_fields=["held_for"])
        self._move(kind, CommentState.PENDING, by=None)

    def _tell_practice(self) -> None:
        """Tell those who may decide; where nobody may, the practice itself is not left unaware."""
        if not tell_moderators(self):
            tell_practice("blog/comments/mails/waiting", {"comment": self}, self, DIGEST_JOB)

    def _move(
        self, kind: CommentEventKind, state: CommentState, by: User | None, sentence: str = ""
    ) -> None:
        """Change the state and note it: the one place where either happens."""
        came_from, self.state = self.state, state
        is_decided = by is not None and state != CommentState.PENDING
        self.decided_at, self.decided_by = (timezone.now(), by) if is_decided else (None, None)
        self.save(update_fields=["state", "decided_at", "decided_by"])
        event = self.events.create(kind=kind, came_from=came_from, by=by, sentence=sentence)
        tell_writer(event)
        if state not in QUOTED:
            forget_quotes(self)
        if state == CommentState.WITHDRAWN:
            forget_question(self)
        if state == CommentState.APPROVED:
            tell_who_is_answered(self)

    def lock(self) -> None:
        """Let nobody else change it until the transaction ends, and see what others did so far.

        Answers to it may come in meanwhile: they only ask that it stays. Raises CommentGoneError.
        """
        rows = Comment.objects.select_for_update(no_key=True)
        try:
            self.refresh_from_db(fields=CHANGING, from_queryset=rows)
        except Comment.DoesNotExist as error:
            raise CommentGoneError(gettext("This comment is not there any more.")) from error
