"""What whoever asked may still say: something more, or that her link is lost."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from coaching_site.forms.fields import MailAddressField, PlainTextField
from coaching_site.forms.public_forms import PublicForm
from coaching_site.guard.forms import GuardedForm
from coaching_site.limits.limit import HOUR, MINUTE, Limit
from contact.forms.inquiries import InquiryForm
from contact.inquiry_mails import mail_new_links
from contact.models import Inquiry, InquiryMessage
from contact.models.inquiries.messages import TEXT_LENGTH

MOST_LINKS = 20


class AddingForm(GuardedForm[InquiryMessage]):
    """More words to a request, with the care that the request itself got."""

    model = InquiryMessage
    why_look = InquiryForm.why_look
    source_limits: ClassVar[tuple[Limit, ...]] = (
        Limit("additions from a source", 5, MINUTE),
        Limit("additions from a source", 30, HOUR),
    )
    address_limits: ClassVar[tuple[Limit, ...]] = (Limit("additions by an address", 20, HOUR),)

    text = PlainTextField(
        max_length=TEXT_LENGTH,
        label=_("What would you like to add?"),
        error_messages={"required": _("Write what you would like to add.")},
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(self, request: HttpRequest, inquiry: Inquiry, *, is_sent: bool) -> None:
        super().__init__(request, is_sent=is_sent)
        self.inquiry = inquiry

    def clean(self) -> dict[str, Any]:
        """Count what is sent for the address of the request."""
        return self.cleaned_data | {"email": self.inquiry.email}

    def store(self) -> tuple[InquiryMessage, bool]:
        """Raises InquiryGoneError when the request was erased meanwhile."""
        return self.inquiry.add(
            self.cleaned_data["text"], submission=self.submission, read_first=self.reads_first
        )

    def what_is_said(self) -> list[object]:
        return [self.inquiry.pk, self.cleaned_data["opened"], self.cleaned_data["text"]]


class NewLinkForm(PublicForm[Inquiry]):
    """Asks for the address of a request whose link is lost.

    Limits count whether or not the address is known, so that they do not tell it.
    """

    model = Inquiry
    source_limits: ClassVar[tuple[Limit, ...]] = (
        Limit("new links from a source", 5, MINUTE),
        Limit("new links from a source", 20, HOUR),
    )
    address_limits: ClassVar[tuple[Limit, ...]] = (Limit("new links to an address", 3, HOUR),)
    site_limits: ClassVar[tuple[Limit, ...]] = (Limit("new links", 200, HOUR),)

    email = MailAddressField(
        label=_("Your mail address"),
        help_text=_("The one that you left when you asked."),
        error_messages={"required": _("Fill in the mail address with which you asked.")},
    )

    def store(self) -> tuple[Inquiry, bool]:
        """Have a mail written where something was asked under the address; store nothing."""
        found = Inquiry.objects.from_address(self.cleaned_data["email"])[:MOST_LINKS]
        if inquiries := list(found):
            mail_new_links(inquiries)
        return Inquiry(), True

    def is_stored(self) -> bool:
        """Count each time, since each brings a mail."""
        return False

    def what_is_said(self) -> list[object]:
        return [self.cleaned_data["email"].lower()]
