"""Inquiries: somebody asks for coaching, and the practice does something with it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.database.word_search import word_index
from coaching_site.personal_data.proofs import prove
from coaching_site.time.reach import days_in_reach, moments_in_reach
from contact.answer_dates import answer_date
from contact.conversations.links import ASKERS
from contact.inquiry_mails import announce, mail_reply, tell_of_addition, tell_of_withdrawal
from contact.models.inquiries.choices import (
    InquiryEventKind,
    InquiryState,
    Outcome,
    PreferredContact,
    Role,
)
from contact.models.inquiries.examples import forget_example_of
from contact.models.inquiries.messages import InquiryMessage, MessageKind
from contact.models.inquiries.querysets import InquiryQuerySet
from contact.models.inquiries.steps import (
    InquiryGoneError,
    NewerMessageError,
    StepNotPossibleError,
    possible_steps,
)
from contact.models.keeping.erased_inquiries import (
    PROVEN_ALONE,
    ErasedBecause,
    ErasedInquiry,
)
from contact.models.keeping.private_comments import forget_comment_behind
from contact.models.keeping.terms import NOTICE, KeepingTerms
from contact.references import new_reference

TEXT_LENGTH = 5_000
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n")
SENTENCE_LENGTH = 100
SEARCHED = ("reference", "name", "email", "school", "text")


class Inquiry(models.Model):
    """A request for coaching as its sender wrote it, and how far the practice has come with it."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    # What was typed on which day, as a keyed digest: a double click is one inquiry.
    submission = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("mail address"))
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    school = models.CharField(_("school"), max_length=160, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    offer = models.ForeignKey(
        "contact.Offer",
        verbose_name=_("offer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="inquiries",
    )
    text = models.TextField(_("question"), max_length=TEXT_LENGTH)
    # Its words point to danger, or to somebody in it.
    read_first = models.BooleanField(_("read first"), default=False, db_default=False)
    preferred_contact = models.CharField(
        _("likes to be answered"),
        max_length=20,
        choices=PreferredContact,
        default=PreferredContact.EMAIL,
    )
    article = models.ForeignKey(
        "blog.Article",
        verbose_name=_("came from the article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    consent_text = models.TextField(_("agreed to"))
    consented_at = models.DateTimeField(_("agreed"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=20, choices=InquiryState, default=InquiryState.NEW
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken on by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    answer_due = models.DateField(_("answer promised by"))
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    state_changed_at = models.DateTimeField(_("state since"), default=timezone.now)
    # When the asker added something after an answer, until somebody answers that too.
    asker_waits_since = models.DateTimeField(_("added something"), null=True, editable=False)
    # Longer than the term of its outcome, and why; a day on which its erasing was announced.
    keep_until = models.DateField(_("keep until"), null=True, blank=True)
    keep_reason = models.CharField(_("why longer"), max_length=200, blank=True, db_default="")
    erasing_announced = models.DateField(null=True, editable=False)
    mails = GenericRelation("outbox.OutgoingMail")

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="inquiries_newest_first"),
            models.Index(fields=["state", "answer_due"], name="inquiries_by_state"),
            models.Index(fields=["state", "-created_at", "-id"], name="inquiries_of_a_state"),
            word_index("inquiries_by_word", *SEARCHED),
            models.Index(
                fields=["asker_waits_since"],
                name="inquiries_added_to",
                condition=Q(asker_waits_since__isnull=False),
            ),
            # As `iexact` asks for it.
            models.Index(Upper("email"), name="inquiries_by_address"),
        ]
        constraints = [
            moments_in_reach("consented_at", "created_at", "state_changed_at", "asker_waits_since"),
            days_in_reach("answer_due", "keep_until", "erasing_announced"),
            models.CheckConstraint(
                condition=Q(keep_until=None) | ~Q(keep_reason=""),
                name="inquiry_is_kept_longer_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=InquiryState.CLOSED) & ~Q(outcome="")
                | ~Q(state=InquiryState.CLOSED) & Q(outcome=""),
                name="inquiry_has_an_outcome_once_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Return where the practice works on it; who asked has a page of her own."""
        return reverse("admin:contact_inquiry_change", args=[self.pk])

    @property
    def askers_token(self) -> str:
        """Return what the link ends with by which who asked comes back to it."""
        return ASKERS.token(self.pk)

    @property
    def is_overdue(self) -> bool:
        """Tell whether the promised day went by without an answer."""
        return self.state == InquiryState.NEW and self.answer_due < timezone.localdate()

    @property
    def is_urgent(self) -> bool:
        """Tell whether nobody has answered yet what may be about danger."""
        waits = self.state == InquiryState.NEW or self.asker_waits_since is not None
        return waits and self.read_first

    @property
    def is_open(self) -> bool:
        return self.state != InquiryState.CLOSED

    @property
    def first_sentence(self) -> str:
        """Return what the text begins with, up to its first full stop or line break."""
        sentence = SENTENCE_END.split(self.text.strip(), maxsplit=1)[0]
        return Truncator(sentence).chars(SENTENCE_LENGTH)

    @property
    def prefers_a_call(self) -> bool:
        return self.preferred_contact == PreferredContact.TELEPHONE

    @property
    def possible_steps(self) -> list[str]:
        """Return the verbs that the state allows."""
        return possible_steps(self.state, asker_waits=self.asker_waits_since is not None)

    @classmethod
    def submit(
        cls,
        *,
        submission: str,
        consent_text: str,
        tell: Callable[["Inquiry"], None] = announce,
        **answers: Any,
    ) -> tuple["Inquiry", bool]:
        """Store a request together with the mails that announce it, all of it or nothing.

        The same submission twice gives the inquiry that is there already, and no second mail; the
        second value tells whether it is new, as Django's `get_or_create` does. `tell` writes the
        mails.
        """
        with transaction.atomic():
            inquiry, is_new = cls.objects.get_or_create(
                submission=submission,
                defaults={
                    **answers,
                    "reference": cls._free_reference(),
                    "consent_text": consent_text,
                    "answer_due": answer_date(),
                },
            )
            if is_new:
                inquiry.events.create(kind=InquiryEventKind.SUBMITTED)
                tell(inquiry)
        return inquiry, is_new

    def start_conversation(self, *, by: User) -> None:
        """Note that the sender was answered; whoever does so first takes it on."""
        with transaction.atomic():
            self._move("start_conversation", InquiryState.IN_CONVERSATION)
            if self.assignee_id is None:
                self.assign_to(by, by=by)
            self._record(InquiryEventKind.CONVERSATION_STARTED, by)

    def plan(self, *, by: User) -> None:
        """Note that a date is agreed upon."""
        with transaction.atomic():
            self._move("plan", InquiryState.PLANNED)
            self._record(InquiryEventKind.PLANNED, by)

    def close(self, *, by: User, outcome: str) -> None:
        """Put it away with the way it ended.

        Raises:
            ValueError: The outcome is none of `Outcome`.
        """
        ending = Outcome(outcome)
        with transaction.atomic():
            self._move("close", InquiryState.CLOSED, ending)
            self._record(InquiryEventKind.CLOSED, by, detail=ending.value)

    def reopen(self, *, by: User | None) -> None:
        """Take a closed one up again, where the conversation stood; nobody is who asked."""
        with transaction.atomic():
            self._move("reopen", InquiryState.IN_CONVERSATION)
            self._record(InquiryEventKind.REOPENED, by)

    def reply(
        self, text: str, *, by: User, seen: int | None = None, submission: str | None = None
    ) -> InquiryMessage:
        """Answer by mail; whoever does so first takes it on.

        The same submission twice gives the message that is there already, and no second mail.
        `seen` is the number of the newest message that was read, or None where nobody asks.

        Raises:
            InquiryGoneError: It was erased.
            NewerMessageError: There is a message with a higher number.
        """
        with transaction.atomic():
            self.lock()
            if known := self.message_submitted(submission):
                return known
            self.ensure_read(seen)
            message = self.messages.create(
                kind=MessageKind.FROM_PRACTICE, author=by, text=text, submission=submission
            )
            self._record(InquiryEventKind.REPLIED, by)
            if self.state == InquiryState.NEW:
                self.start_conversation(by=by)
            self.asker_waits_since = None
            if self.state == InquiryState.CLOSED:
                # Who was answered just now is not forgotten tomorrow.
                self.state_changed_at = timezone.now()
            self.save(update_fields=["asker_waits_since", "state_changed_at"])
            mail_reply(self, message)
        return message

    def add(
        self, text: str, *, submission: str, read_first: bool = False
    ) -> tuple[InquiryMessage, bool]:
        """Take what its sender adds; what was closed is open again, and the practice is told.

        The same submission twice gives the message that is there already; the second value tells
        whether it is new.

        Raises:
            InquiryGoneError: It was erased.
        """
        with transaction.atomic():
            self.lock()
            if known := self.message_submitted(submission):
                return known, False
            if self.state != InquiryState.NEW and self.asker_waits_since is None:
                # What may have been about danger was answered.
                self.read_first = False
            if self.state == InquiryState.CLOSED:
                self.reopen(by=None)
            if self.state != InquiryState.NEW:
                self.asker_waits_since = self.asker_waits_since or timezone.now()
            self.read_first = self.read_first or read_first
            self.save(update_fields=["asker_waits_since", "read_first"])
            message = self.messages.create(
                kind=MessageKind.FROM_ASKER,
                text=text,
                submission=submission,
                read_first=read_first,
            )
            self._record(InquiryEventKind.ADDED, None)
            tell_of_addition(self, message)
        return message, True

    def withdraw(self) -> None:
        """Let who asked take it back: everything is erased at once.

        Raises:
            InquiryGoneError: It was erased before.
        """
        with transaction.atomic():
            self.lock()
            if self.state != InquiryState.NEW:
                tell_of_withdrawal(self.reference)
            self.erase(ErasedBecause.ASKER)

    def note(self, text: str, *, by: User, submission: str | None = None) -> InquiryMessage:
        """Write something down for colleagues, once; the sender never reads it.

        Raises:
            InquiryGoneError: It was erased.
        """
        with transaction.atomic():
            self.lock()
            if known := self.message_submitted(submission):
                return known
            self._record(InquiryEventKind.NOTED, by)
            return self.messages.create(
                kind=MessageKind.NOTE, author=by, text=text, submission=submission
            )

    def lock(self) -> None:
        """Hold it until the transaction ends, with what others made of it meanwhile.

        Raises:
            InquiryGoneError: It was erased.
        """
        held = Inquiry.objects.select_for_update(of=["self"])
        try:
            self.refresh_from_db(
                fields=["state", "outcome", "assignee", "asker_waits_since", "read_first"],
                from_queryset=held,
            )
        except Inquiry.DoesNotExist as error:
            raise InquiryGoneError from error

    def message_submitted(self, submission: str | None) -> InquiryMessage | None:
        """Return the message that this very form stored before."""
        known = InquiryMessage.objects.filter(submission=submission)
        return known.first() if submission else None

    @property
    def newest_message(self) -> int:
        """Return the number of its newest message, or 0 without one."""
        numbers = self.messages.order_by("-pk").values_list("pk", flat=True)
        return numbers.first() or 0

    def ensure_read(self, seen: int | None) -> None:
        """Let nobody answer what she has not read. Raises NewerMessageError."""
        if seen is not None and self.newest_message > seen:
            raise NewerMessageError

    def keep_longer(self, day: date, *, reason: str, by: User) -> None:
        """Keep it until that day, whatever its term says.

        Raises:
            StepNotPossibleError: It is not closed, so that nothing would erase it, or it is gone.
        """
        with transaction.atomic():
            self.lock()
            if self.is_open:
                raise StepNotPossibleError("keep_longer")
            self.keep_until, self.keep_reason, self.erasing_announced = day, reason, None
            self.save(update_fields=["keep_until", "keep_reason", "erasing_announced"])
            self._record(InquiryEventKind.KEPT_LONGER, by, detail=day.isoformat())

    def end_of_keeping(self, terms: KeepingTerms) -> date | None:
        """Return the day on which its term is over; None while it is open."""
        if self.is_open:
            return None
        closed = timezone.localtime(self.state_changed_at).date()
        return max(terms.end_of(self.outcome, closed), self.keep_until or date.min)

    def is_announced(self, terms: KeepingTerms) -> bool:
        """Tell whether the practice was told of this end, and not only of an earlier one."""
        end = self.end_of_keeping(terms)
        return bool(end and self.erasing_announced and self.erasing_announced >= end - NOTICE)

    def erased_on(self, terms: KeepingTerms) -> date | None:
        """Return the day on which it is erased at the earliest, always a week after a notice."""
        end = self.end_of_keeping(terms)
        if end is None:
            return None
        told = self.erasing_announced if self.is_announced(terms) else None
        return max(end, (told or timezone.localdate()) + NOTICE)

    def erase(self, because: ErasedBecause, *, by: User | None = None) -> None:
        """Erase it with its history, its mails and what the log of the admin says of it.

        A nameless line stays, for the numbers and for who erased what when.

        Raises:
            InquiryGoneError: It was erased before.
        """
        with transaction.atomic():
            self.lock()
            ErasedInquiry.remember(self, because, by)
            forget_comment_behind(self.submission, self.email)
            forget_example_of(self, keeps_agreed=because == ErasedBecause.TERM)
            self.forget_log()
            self.delete()
            if because in PROVEN_ALONE:
                prove(self.reference, {"requests": 1}, by)

    def forget_log(self) -> None:
        """Erase what the log of the admin says of it."""
        kind = ContentType.objects.get_for_model(Inquiry)
        LogEntry.objects.filter(content_type=kind, object_id=str(self.pk)).delete()

    def assign_to(self, user: User | None, *, by: User) -> None:
        """Let somebody of the practice take it on, or nobody any more.

        Raises:
            InquiryGoneError: It was erased.
        """
        with transaction.atomic():
            self.lock()
            self.assignee = user
            self.save(update_fields=["assignee"])
            self._record(InquiryEventKind.ASSIGNED, by, detail=str(user or ""))

    def _move(self, step: str, state: InquiryState, outcome: str = "") -> None:
        """Change the state, seen and held in the database, so that two people cannot cross.

        Raises:
            StepNotPossibleError: The state does not allow the step.
        """
        self.lock()
        if step not in self.possible_steps:
            raise StepNotPossibleError(step)
        self.state, self.outcome, self.state_changed_at = state, outcome, timezone.now()
        if step == "start_conversation":
            self.asker_waits_since = None
        # Each end is kept for a time of its own.
        self.keep_until, self.keep_reason, self.erasing_announced = None, "", None
        kept = ["keep_until", "keep_reason", "erasing_announced"]
        moved = ["state", "outcome", "state_changed_at", "asker_waits_since"]
        self.save(update_fields=[*moved, *kept])

    def _record(self, kind: InquiryEventKind, by: User | None, detail: str = "") -> None:
        self.events.create(kind=kind, by=by, detail=detail)

    @classmethod
    def _free_reference(cls) -> str:
        """Return a label that no inquiry has; years apart cannot meet."""
        reference = new_reference(timezone.localdate().year)
        while cls.objects.filter(reference=reference).exists():
            reference = new_reference(timezone.localdate().year)
        return reference
