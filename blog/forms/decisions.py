"""The form behind a moderator's link: what becomes of one comment."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.conversations.steps import PLAIN_STEPS, STEPS
from blog.models import Comment
from blog.models.comments.events import MAX_SENTENCE_LENGTH
from coaching_site.accounts.models import User
from coaching_site.forms.fields import SingleLineField
from coaching_site.forms.form_pages import lost_its_protection
from coaching_site.forms.public_forms import LOST_PROTECTION


class DecisionForm(forms.Form):
    """One of three buttons, and the sentence that may go with a refusal."""

    step = forms.ChoiceField(
        choices=[(name, name) for name in PLAIN_STEPS],
        error_messages={
            "required": _("Choose what becomes of the comment."),
            "invalid_choice": _("Choose what becomes of the comment."),
        },
    )
    sentence = SingleLineField(
        label=_("Sentence to the writer"),
        max_length=MAX_SENTENCE_LENGTH,
        required=False,
        help_text=_("The writer gets it by mail, as what the practice writes."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self._unprotected = lost_its_protection(request)

    def clean(self) -> dict[str, Any]:
        """Ask once more where the browser lost the cookie that protects the form."""
        if self._unprotected:
            raise ValidationError(LOST_PROTECTION, code="csrf")
        return self.cleaned_data

    def decide(self, comment: Comment, *, by: User) -> None:
        """Do what was chosen, in the name of that moderator. Raises CommentError."""
        answers = self.cleaned_data
        STEPS[answers["step"]](comment, by, answers["sentence"])
