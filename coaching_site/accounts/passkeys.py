"""Forms for passkeys: of what a browser sends, and with labels that can be translated."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from coaching_site.forms.fields import SingleLineField

MAX_LENGTH = 80
# A true credential has some hundreds; one with certificates of its maker a few thousand.
MOST_SIGNS = 20_000
# What the readers of JSON, base64 and CBOR raise for what no browser sends; allauth expects a part.
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)


@contextmanager
def refusing_the_unreadable() -> Iterator[None]:
    """Answer what cannot be read like a wrong passkey: anybody may send it, signed in or not."""
    try:
        yield
    except UNREADABLE as error:
        raise get_adapter().validation_error("incorrect_code") from error


class CredentialField(forms.JSONField):
    """What the browser says about a passkey, which is good for one time and never shown again."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        with refusing_the_unreadable():
            if isinstance(value, str) and len(value) > MOST_SIGNS:
                raise ValueError
            credential = super().to_python(value)
            if not isinstance(credential, dict | None):
                raise TypeError
            return credential

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class CredentialForm(forms.Form):
    """Goes before a form of allauth, which reads the credential here or there."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        read = getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"])
        with refusing_the_unreadable():
            return read()

    def clean(self) -> dict[str, Any] | None:
        with refusing_the_unreadable():
            return super().clean()


class AddPasskeyForm(CredentialForm, AddWebAuthnForm):
    """A passkey, and the device it lives on."""

    name = SingleLineField(label=_("Name of this device"), required=False, max_length=MAX_LENGTH)


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for the device."""

    name = SingleLineField(label=_("Name of this device"), max_length=MAX_LENGTH)
