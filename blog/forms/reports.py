"""The form with which a reader reports a comment, without saying who she is."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.models import Comment, CommentReport
from blog.models.comments import ReportReason
from blog.models.comments.reports import MAX_WORDS_LENGTH
from coaching_site.forms.fields import PlainTextField
from coaching_site.forms.public_forms import PublicForm
from coaching_site.limits.limit import HOUR, MINUTE, Limit
from coaching_site.limits.sources import network_about


class ReportForm(PublicForm[CommentReport]):
    """What is wrong with a comment, in a choice and perhaps in words."""

    model = CommentReport
    source_limits: ClassVar[tuple[Limit, ...]] = (
        Limit("reports from a source", 5, MINUTE),
        Limit("reports from a source", 20, HOUR),
    )
    site_limits: ClassVar[tuple[Limit, ...]] = (Limit("reports", 200, HOUR),)

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ReportReason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with this comment.")},
    )
    words = PlainTextField(
        label=_("Do you want to explain it?"),
        required=False,
        max_length=MAX_WORDS_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only the practice reads this. Please do not name pupils or schools."),
    )

    def __init__(self, request: HttpRequest, comment: Comment) -> None:
        super().__init__(request)
        self.comment = comment
        # A school or a household behind one connection counts once: a class cannot hide a comment.
        self.source = network_about(request, comment.pk)

    def clean(self) -> dict[str, Any]:
        """Ask for words where no choice says what is wrong."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("reason") == ReportReason.OTHER and not answers.get("words"):
            wanted = _("Say in a few words what is wrong.")
            self.add_error("words", ValidationError(wanted, code="required"))
        return answers

    def store(self) -> tuple[CommentReport, bool]:
        return self.comment.report(
            submission=self.submission,
            source=self.source,
            reason=self.cleaned_data["reason"],
            words=self.cleaned_data["words"],
        )

    def what_is_said(self) -> list[object]:
        answers = self.cleaned_data
        return [self.comment.pk, self.source, answers["reason"], answers["words"]]
