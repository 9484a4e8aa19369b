"""Forms for passkeys; allauth's own have no label that could be translated."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 80


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey, and the device it lives on."""

    name = forms.CharField(label=_("Name of this device"), required=False, max_length=MAX_LENGTH)


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for the device."""

    name = forms.CharField(label=_("Name of this device"), max_length=MAX_LENGTH)
