"""When the next password or code is looked at: by source, and by what it is typed for."""

import math
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coaching_site.accounts.models import SignInEvent, User, WrongTries
from coaching_site.accounts.signing_in import events, known_devices
from coaching_site.limits.limit import Limit, take_all_back, use_all
from coaching_site.limits.sources import by_source

FROM_A_SOURCE = Limit("wrong tries from a source", 10, timedelta(minutes=5))
TOO_MANY_PASSWORDS = _(
    "A wrong password was typed too often. The next one is looked at in %(wait)s. With a passkey, "
    "or a new password by mail, you get in now."
)
TOO_MANY_CODES = _("A wrong code was typed too often. The next one is looked at in %(wait)s.")


@dataclass(frozen=True, slots=True)
class Turn:
    """A try that may be looked at, counted as a wrong one until it is given back."""

    key: str
    limits: dict[Limit, str]  # of where it comes from; none on a device that is known

    def give_back(self) -> None:
        """Uncount the try: what was typed is right."""
        WrongTries.objects.give_back(self.key)
        take_all_back(self.limits)


def take_turn_for_password(request: HttpRequest, login: str, account: User | None) -> Turn:
    """Count a password typed for a name or address, whether there is such an account or not.

    Raises:
        ValidationError: It is too early; says for how long.
    """
    # Letters that the database takes for the same count as the same.
    typed = f"password {login.strip().upper().lower()}"
    how = SignInEvent.How.PASSWORD
    return _take_turn(request, typed, account, how, str(TOO_MANY_PASSWORDS))


def take_turn_for_code(request: HttpRequest, account: User) -> Turn:
    """Count a code of the second factor; a ValidationError says how long to wait."""
    how = SignInEvent.How.APP
    return _take_turn(request, f"code {account.pk}", account, how, str(TOO_MANY_CODES))


def _take_turn(
    request: HttpRequest,
    typed: str,
    account: User | None,
    how: SignInEvent.How,
    words: str,
) -> Turn:
    """Count for what was typed; on a device that the account knows, for that device alone."""
    device = known_devices.known_device(request, account)
    limits = {} if device else by_source(request, FROM_A_SOURCE)
    said = f"{device} {typed}"
    key = salted_hmac("coaching_site.accounts.signing_in.turns", said, algorithm="sha256")
    turn = Turn(key.hexdigest(), limits)
    wait = use_all(limits)
    if wait is None and (wait := WrongTries.objects.take_turn(turn.key)):
        take_all_back(limits)  # it was not looked at
    if wait:
        events.record(request, SignInEvent.Kind.BLOCKED, account, how)
        raise too_early(request, wait, words)
    return turn


def too_early(request: HttpRequest, wait: timedelta, words: str) -> ValidationError:
    """Return what to say beside the form, and let the answer be a 429 that says when."""
    request.time_to_wait = wait  # type: ignore[attr-defined] # AccountPagesMiddleware asks for it
    return ValidationError(words % {"wait": _in_words(wait)}, code="too_early")


def _in_words(wait: timedelta) -> str:
    seconds = math.ceil(wait.total_seconds())
    if seconds <= 90:  # noqa: PLR2004 (until then seconds say more than minutes)
        return ngettext("%(number)d second", "%(number)d seconds", seconds) % {"number": seconds}
    minutes = math.ceil(seconds / 60)
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
