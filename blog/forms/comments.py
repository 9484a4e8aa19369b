"""The form with which a reader comments."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.conversations.confirming import is_proof_of
from blog.conversations.holding.proof_of_work import challenge, use_proof
from blog.models import Article, Comment
from blog.models.comments import MAX_NAME_LENGTH, MAX_TEXT_LENGTH, CommentGoneError
from coaching_site.forms.fields import MailAddressField, PlainTextField, SingleLineField
from coaching_site.guard.forms import GuardedForm
from coaching_site.limits.limit import HOUR, MINUTE, Limit

PARENT_GONE = _(
    "The comment that you answer is not there any more. You can still send your text: "
    "it then stands on its own below the article."
)


class CommentForm(GuardedForm[Comment]):
    """A name, an address that is never shown, and the text; `op` names the comment it answers."""

    model = Comment
    # A school sits behind one address: a class that reads an article together gets through.
    source_limits: ClassVar[tuple[Limit, ...]] = (
        Limit("comments from a source", 10, MINUTE),
        Limit("comments from a source", 60, HOUR),
    )
    address_limits: ClassVar[tuple[Limit, ...]] = (Limit("comments by an address", 20, HOUR),)
    site_limits: ClassVar[tuple[Limit, ...]] = (Limit("comments", 600, HOUR),)

    name = SingleLineField(
        label=_("Your name"),
        max_length=MAX_NAME_LENGTH,
        help_text=_("This stands above your comment. A first name or initials are enough."),
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Fill in your name, or how you want to be called here.")},
    )
    email = MailAddressField(
        label=_("Your mail address"),
        help_text=_("Never shown on the site. The first time you confirm it by a mail."),
        error_messages={"required": _("Fill in your mail address.")},
    )
    text = PlainTextField(
        label=_("Your comment"),
        max_length=MAX_TEXT_LENGTH,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Please do not name pupils or schools."),
        error_messages={"required": _("Write your comment here.")},
    )
    wants_answers = forms.BooleanField(required=False, label=_("Mail me when somebody answers me."))
    # What a device kept of an address that was confirmed on it; no person types it.
    confirmation = SingleLineField(required=False, widget=forms.HiddenInput)
    # What the browser worked out, where the site asks for it (static/js/comments/proof_of_work.js).
    proof = SingleLineField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, article: Article) -> None:
        super().__init__(request, initial={"op": request.GET.get("op")})
        self.article = article
        self.fields["op"] = forms.ModelChoiceField(
            article.comments.approved().select_related("parent"),
            required=False,
            widget=forms.HiddenInput,
            error_messages={"invalid_choice": PARENT_GONE},
        )
        self.answered: Comment | None = None
        self.notice = ""
        self._find_answered()
        # Two forms can stand open in one page; each needs ids of its own.
        self.auto_id = f"reactie-{self.answered.pk if self.answered else 'nieuw'}-%s"

    def add_error(self, field: str | None, error: Any) -> None:
        """Put what is wrong with the hidden field above the form, where it can be read."""
        super().add_error(None if field == "op" else field, error)

    def store(self) -> tuple[Comment, bool]:
        answers = self.cleaned_data
        return Comment.submit(
            self.article,
            submission=self.submission,
            is_confirmed=self.proves_address,
            name=answers["name"],
            email=answers["email"],
            text=answers["text"],
            wants_answers=answers["wants_answers"],
            parent=answers["op"],
            read_first=self.reads_first,
            lacks_proof=self.asks_for_proof and not use_proof(answers["proof"], self.article.pk),
        )

    def submit(self) -> Comment | None:
        """Go on as a comment of its own where what is answered was erased at this moment."""
        try:
            return super().submit()
        except CommentGoneError:
            self.add_error("op", ValidationError(PARENT_GONE, code="invalid_choice"))
            return None

    @property
    def proves_address(self) -> bool:
        """Tell whether the device showed that it once confirmed this address."""
        answers = self.cleaned_data
        return is_proof_of(answers["confirmation"], answers["email"])

    @property
    def asks_for_proof(self) -> bool:
        """Tell whether the browser has a sum to work out."""
        return self.article.conversation_settings.asks_for_proof

    def challenge(self) -> str:
        """Return a sum for the browser that this form is shown in, as JSON."""
        return challenge(self.article.pk)

    def what_is_said(self) -> list[object]:
        answers = self.cleaned_data
        place = [self.article.pk, answers["op"].pk if answers["op"] else ""]
        return [*place, answers["name"], answers["email"].lower(), answers["text"]]

    def _find_answered(self) -> None:
        """Look up what is answered; a form that lost it goes on as a comment of its own."""
        try:
            self.answered = self.fields["op"].clean(self["op"].value())
        except ValidationError:
            self.notice = "" if self.is_bound else str(PARENT_GONE)
