"""How whoever asked changes her question before others read it."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from coaching_site.forms.fields import PlainTextField
from coaching_site.guard.forms import GuardedForm
from coaching_site.limits.limit import HOUR, MINUTE, Limit
from contact.models import Example
from contact.models.inquiries.examples import QUESTION_LENGTH


class ChangingForm(GuardedForm[Example]):
    """Her question in her own words, looked at as a comment is: others will read it."""

    model = Example
    source_limits: ClassVar[tuple[Limit, ...]] = (
        Limit("changed examples from a source", 5, MINUTE),
        Limit("changed examples from a source", 30, HOUR),
    )

    text = PlainTextField(
        max_length=QUESTION_LENGTH,
        label=_("Your question, as others may read it"),
        error_messages={"required": _("Write your question, or say no to it.")},
        widget=forms.Textarea({"rows": 8}),
    )

    def __init__(self, request: HttpRequest, example: Example, *, is_sent: bool) -> None:
        super().__init__(request, is_sent=is_sent, initial={"text": example.question})
        self.example = example

    def store(self) -> tuple[Example, bool]:
        """Raises ExampleNotWaitingError when somebody decided about it meanwhile."""
        text = self.cleaned_data["text"]
        return self.example, self.example.change(text, submission=self.submission)

    def what_is_said(self) -> list[Any]:
        return [self.example.pk, self.cleaned_data["opened"], self.cleaned_data["text"]]
