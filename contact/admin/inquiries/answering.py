"""How the practice answers an inquiry: a mail from its page, or a note for colleagues."""

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.forms.fields import PlainTextField
from coaching_site.forms.submissions import submission_key
from contact.models import Inquiry, InquiryGoneError, NewerMessageError
from contact.models.inquiries.messages import TEXT_LENGTH

NOT_SENT = _("This was not sent yet. Send it, or empty the field, and press again.")
# The fields and what the buttons below them are called.
BUTTONS = {"_reply": "reply", "_note": "note"}


class AssigneeForm(forms.ModelForm):
    """Offers the accounts that work here, without Django's signs to add or change one."""

    assignee = forms.ModelChoiceField(
        User.objects.filter(is_staff=True, is_active=True),
        label=Inquiry._meta.get_field("assignee").verbose_name,
        required=False,
        empty_label=_("nobody yet"),
    )

    class Meta:
        model = Inquiry
        fields = ["assignee"]


class AnsweringForm(AssigneeForm):
    """The page of an inquiry: a button stores an answer, a note, or who takes it on."""

    reply = PlainTextField(
        label=_("Your answer"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=AdminTextareaWidget({"rows": 9}),
    )
    note = PlainTextField(
        label=_("Note for colleagues"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=AdminTextareaWidget({"rows": 4}),
    )

    @property
    def written(self) -> str:
        """Return which of the two is sent; empty where it is neither."""
        return next((BUTTONS[name] for name in BUTTONS if name in self.data), "")

    @property
    def seen(self) -> int:
        """Return the number of the newest message that stood on the page."""
        number = self.data.get("seen", "")
        return int(number) if KEY.fullmatch(number) else 0

    @cached_property
    def submission(self) -> str:
        """Return one key for these words in this opened page."""
        words = self.cleaned_data[self.written]
        return submission_key(self.written, self.instance.pk, self.data.get("opened"), words)

    def clean(self) -> dict[str, Any]:
        """Ask for words, and let nobody answer what she has not read.

        The admin checks and stores in one transaction, so what is held here stays as it is.
        """
        for field in BUTTONS.values():
            if field != self.written and self.cleaned_data.get(field):
                self.add_error(field, ValidationError(NOT_SENT, "not_sent"))
        if self.written and self.cleaned_data.get(self.written) == "":
            self.add_error(self.written, ValidationError(_("Write something first."), "required"))
        if self.errors:
            return self.cleaned_data
        try:
            self.instance.lock()
            if self.written == "reply" and not self.instance.message_submitted(self.submission):
                self.instance.ensure_read(self.seen)
        except InquiryGoneError:
            self.add_error(None, _("This request was erased meanwhile."))
        except NewerMessageError:
            newer = _("Something was written meanwhile, marked above as new. Read it, and send.")
            self.add_error("reply", ValidationError(newer, "newer"))
        return self.cleaned_data

    def store_message(self, *, by: User) -> None:
        """Send the answer, or keep the note; the same page sent twice does so once."""
        words = self.cleaned_data[self.written]
        if self.written == "reply":
            self.instance.reply(words, by=by, submission=self.submission)
        else:
            self.instance.note(words, by=by, submission=self.submission)


def mail_link(inquiry: Inquiry) -> str:
    """Return the address that starts a mail to the sender, the reference in its subject."""
    subject = gettext("Your question (%(reference)s)") % {"reference": inquiry.reference}
    return f"mailto:{quote(inquiry.email, safe='@')}?subject={quote(subject)}"
