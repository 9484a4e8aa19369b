"""Forms of the second factor that count wrong codes, and tell of a passkey that was refused."""

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.core.exceptions import ValidationError

from coaching_site.accounts.models import SignInEvent
from coaching_site.accounts.passkeys import CredentialForm
from coaching_site.accounts.signing_in import events
from coaching_site.accounts.signing_in.turns import take_turn_for_code


class CountedCode:
    """A code of the app or a recovery code, looked at when it is its turn."""

    user: Any

    def clean_code(self) -> str:
        turn = take_turn_for_code(context.request, self.user)
        code: str = super().clean_code()  # type: ignore[misc] # of the form beside it
        turn.give_back()
        return code


class CodeForm(CountedCode, AuthenticateForm):
    """After the password."""


class CodeAgainForm(CountedCode, ReauthenticateForm):
    """Of somebody who is signed in, before something important."""


class ToldPasskey:
    """A passkey; allauth says nothing to anybody when it is the wrong one."""

    user: Any

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc] # of the form beside it
        except ValidationError:
            kind, how = SignInEvent.Kind.REFUSED, SignInEvent.How.PASSKEY
            events.record(context.request, kind, self.user, how)
            raise


class PasskeyForm(ToldPasskey, CredentialForm, AuthenticateWebAuthnForm):
    """After the password."""


class PasskeyAgainForm(ToldPasskey, CredentialForm, ReauthenticateWebAuthnForm):
    """Of somebody who is signed in, before something important."""


class PasskeyLoginForm(ToldPasskey, CredentialForm, LoginWebAuthnForm):
    """Instead of name and password."""
