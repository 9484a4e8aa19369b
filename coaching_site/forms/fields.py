"""Fields for what visitors type; they tidy silently and refuse in plain words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from coaching_site.text.addresses import straight_addresses
from coaching_site.text.characters import plain_text, single_line

MAX_MAIL_ADDRESS_LENGTH = 254
# Nowhere, or a machine beside our own mail server (RFC 6761, RFC 6762, ICANN on "internal").
LEADING_NOWHERE = {
    "arpa", "internal", "invalid", "lan", "local", "localdomain", "localhost", "onion",
}  # fmt: skip


class SingleLineField(forms.CharField):
    """A name or another short answer: a line break in it could reach the head of a mail."""

    def to_python(self, value: Any) -> str:
        return single_line(super().to_python(value) or "")


class PlainTextField(forms.CharField):
    """A text of several lines, kept as typed: emoji, any script, no control characters.

    But an address in it goes straight: a safelink tells everyone who received it.
    """

    widget = forms.Textarea
    default_error_messages = {
        "max_length": _(
            "This text has %(show_value)d characters; at most %(limit_value)d fit. "
            "Shorten it a little."
        ),
    }

    def to_python(self, value: Any) -> str:
        seen = plain_text(super().to_python(value) or "")
        return plain_text(straight_addresses(seen))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # Browsers cut a pasted text at `maxlength` without a word; the error says it instead.
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class SlugField(forms.SlugField):
    """The end of an address as people paste it, without what nobody sees in it."""

    def to_python(self, value: Any) -> str:
        return single_line(super().to_python(value) or "")


def validate_mail_address(address: str) -> None:
    """Refuse what is no mail address, and what no mail server on the internet takes or may take.

    A quoted name is legal (RFC 5321), and so is one with accents (RFC 6531), but servers read the
    first in different ways, and many refuse the second.
    """
    validate_email(address)
    name, _at, domain = address.rpartition("@")
    last = domain.rpartition(".")[2].lower()
    if (
        not address.isascii()
        or name.startswith('"')
        or domain.startswith("[")
        or last in LEADING_NOWHERE
    ):
        raise ValidationError(
            _("We cannot send mail to this address. An example: name@school.com."),
            code="leads_nowhere",
        )


class MailAddressField(forms.EmailField):
    """A mail address as people paste it, with the spaces and hidden characters taken off."""

    default_validators = [validate_mail_address]
    default_error_messages = {
        "invalid": _("This does not look like a mail address. An example: name@school.com."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", MAX_MAIL_ADDRESS_LENGTH)
        super().__init__(**options)
        self.widget.attrs.setdefault("autocomplete", "email")

    def to_python(self, value: Any) -> str:
        """Return the address as a mail server reads it: its domain in ASCII (RFC 3490).

        Not of what is too long anyway: Python takes minutes for a domain as long as a request.
        """
        address = single_line(super().to_python(value) or "")
        if len(address) > MAX_MAIL_ADDRESS_LENGTH:
            return address
        name, at, domain = address.rpartition("@")
        try:
            return f"{name}{at}{domain.encode('idna').decode('ascii')}"
        except UnicodeError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
