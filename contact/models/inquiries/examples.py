"""Examples: a question and its answer, nameless, which who asked lets others read."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coaching_site.accounts.models import User
from coaching_site.forms.submissions import submission_key
from coaching_site.time.reach import moments_in_reach
from contact.examples.links import EXAMPLES
from contact.examples.mails import propose_to_asker, tell_practice_of
from contact.models.inquiries.choices import InquiryEventKind, Role

if TYPE_CHECKING:
    from blog.models import Article
    from contact.models.inquiries.inquiry import Inquiry

QUESTION_LENGTH = 2_000
ANSWER_LENGTH = 4_000


class ExampleState(models.TextChoices):
    """Who decides next, or what was decided."""

    PROPOSED = "proposed", pgettext_lazy("example", "waits for who asked")
    CHANGED = "changed", pgettext_lazy("example", "changed by who asked")
    PLACED = "placed", pgettext_lazy("example", "on the site")
    REFUSED = "refused", pgettext_lazy("example", "refused")
    TAKEN_DOWN = "taken_down", pgettext_lazy("example", "taken down")


WITH_WORDS = (ExampleState.PROPOSED, ExampleState.CHANGED, ExampleState.PLACED)


class ExampleNotWaitingError(Exception):
    """What was decided is no longer asked, or was asked about other words."""


class Example(models.Model):
    """Two texts that were shortened for readers; once they are refused, nothing of them is left."""

    # Nobody any more once the request was erased after its term: what she agreed to stays.
    inquiry = models.OneToOneField(
        "contact.Inquiry",
        verbose_name=_("request"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="example",
    )
    article = models.ForeignKey(
        "blog.Article",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="examples",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    question = models.TextField(_("question"), max_length=QUESTION_LENGTH, blank=True)
    answer = models.TextField(_("answer"), max_length=ANSWER_LENGTH, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=ExampleState, default=ExampleState.PROPOSED
    )
    state_changed_at = models.DateTimeField(_("state since"), default=timezone.now)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # The newest words of who asked, as a keyed digest: a double click changes it once.
    submission = models.CharField(
        max_length=64, unique=True, null=True, blank=True, default=None, editable=False
    )

    class Meta:
        ordering = ["-state_changed_at", "-pk"]
        verbose_name = _("example")
        verbose_name_plural = _("examples")
        constraints = [
            moments_in_reach("state_changed_at"),
            models.CheckConstraint(
                condition=Q(state__in=WITH_WORDS) & ~Q(question="") & ~Q(answer="")
                | ~Q(state__in=WITH_WORDS) & Q(question="", answer=""),
                name="example_has_words_until_refused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.get_state_display()}"

    @property
    def token(self) -> str:
        """Return what the link of who asked ends with."""
        return EXAMPLES.token(self.pk)

    @property
    def has_words(self) -> bool:
        return self.state in WITH_WORDS

    @property
    def wording(self) -> str:
        """Return a keyed digest of both texts, for the form in which somebody agrees to them."""
        return submission_key("example", self.pk, self.question, self.answer)[:32]

    @classmethod
    def propose(
        cls, inquiry: "Inquiry", *, article: "Article", question: str, answer: str, by: User
    ) -> Self:
        """Ask who asked whether these words may stand below an article; until then they do not.

        Raises:
            InquiryGoneError: The request was erased.
        """
        with transaction.atomic():
            inquiry.lock()
            example, _is_new = cls.objects.update_or_create(
                inquiry=inquiry,
                defaults={
                    "article": article,
                    "role": inquiry.role,
                    "question": question,
                    "answer": answer,
                    "state": ExampleState.PROPOSED,
                    "state_changed_at": timezone.now(),
                    "proposed_by": by,
                    "submission": None,
                },
            )
            example.record(InquiryEventKind.EXAMPLE_PROPOSED, by)
            propose_to_asker(example, inquiry)
        return example

    def agree(self, wording: str) -> None:
        """Place the words that who asked has read.

        Raises:
            ExampleNotWaitingError: They are not waiting for her, or were replaced meanwhile.
        """
        with transaction.atomic():
            self._lock(ExampleState.PROPOSED)
            if wording != self.wording:
                raise ExampleNotWaitingError
            self._move(ExampleState.PLACED)
            self.record(InquiryEventKind.EXAMPLE_PLACED, None)
            tell_practice_of(self)

    def change(self, question: str, *, submission: str) -> bool:
        """Take the question in the words of who asked, which the practice reads before others do.

        The same submission twice changes it once; the value tells whether it is new.

        Raises:
            ExampleNotWaitingError: It is not waiting for her.
        """
        with transaction.atomic():
            self._lock(ExampleState.PROPOSED, ExampleState.CHANGED)
            if self.submission == submission:
                return False
            self.question, self.submission = question, submission
            self._move(ExampleState.CHANGED, "question", "submission")
            self.record(InquiryEventKind.EXAMPLE_CHANGED, None)
            tell_practice_of(self)
        return True

    def place(self, *, by: User, wording: str) -> None:
        """Place the words that who asked wrote herself, as the practice has read them.

        Raises:
            ExampleNotWaitingError: They do not wait for the practice, or were changed meanwhile.
        """
        with transaction.atomic():
            self._lock(ExampleState.CHANGED)
            if wording != self.wording:
                raise ExampleNotWaitingError
            self._move(ExampleState.PLACED)
            self.record(InquiryEventKind.EXAMPLE_PLACED, by)

    def take_down(self, *, by: User | None) -> None:
        """Take it off the site, or refuse it, and erase its words; nobody is who asked.

        Raises:
            ExampleNotWaitingError: There are no words any more.
        """
        with transaction.atomic():
            self._lock(*WITH_WORDS)
            was_placed = self.state == ExampleState.PLACED
            self.question = self.answer = ""
            state = ExampleState.TAKEN_DOWN if was_placed or by else ExampleState.REFUSED
            self._move(state, "question", "answer")
            self.record(InquiryEventKind.EXAMPLE_TAKEN_DOWN, by)
            if by is None:
                tell_practice_of(self)

    def _lock(self, *states: ExampleState) -> None:
        """Hold it until the transaction ends. Raises ExampleNotWaitingError in another state."""
        held = Example.objects.select_for_update(of=["self"])
        try:
            self.refresh_from_db(from_queryset=held)
        except Example.DoesNotExist as error:
            raise ExampleNotWaitingError from error
        if self.state not in states:
            raise ExampleNotWaitingError

    def _move(self, state: ExampleState, *fields: str) -> None:
        self.state, self.state_changed_at = state, timezone.now()
        self.save(update_fields=["state", "state_changed_at", *fields])

    def record(self, kind: InquiryEventKind, by: User | None) -> None:
        """Note it with its request, as long as that is there."""
        if self.inquiry:
            self.inquiry.events.create(kind=kind, by=by)


def forget_example_of(inquiry: "Inquiry", *, keeps_agreed: bool) -> None:
    """Erase the example of a request that is erased, unless it stands and may go on doing so."""
    examples = Example.objects.filter(inquiry=inquiry)
    kept = Q(state=ExampleState.PLACED) if keeps_agreed else Q(pk=None)
    examples.exclude(kept).delete()
