"""One line in the log, and one in the admin, for whatever happens at the door.

Who is meant is said by the number of the account, and where it came from by the hash of the day:
never a name, an address or anything that was typed.
"""

import logging
from datetime import timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest

from coaching_site.accounts.models import SignInEvent, User
from coaching_site.accounts.signing_in import known_devices
from coaching_site.accounts.signing_in.backend import account_called
from coaching_site.limits.limit import Limit
from coaching_site.limits.sources import daily_network, daily_source

logger = logging.getLogger(__name__)

# A flood leaves every line in the log, and does not fill the database.
KEPT_OF_BLOCKED = Limit("blocked sign-ins that are kept", 10, timedelta(hours=1))


def record(request: HttpRequest, kind: SignInEvent.Kind, account: User | None, how: str) -> None:
    """Write down that something happened."""
    source = daily_source(request)
    number = account.pk if account else "-"
    logger.info("%s by %s, account %s, source %s", kind.value, str(how) or "-", number, source)
    if kind != SignInEvent.Kind.BLOCKED or KEPT_OF_BLOCKED.use(daily_network(request)) is None:
        SignInEvent.objects.create(kind=kind, how=how, account=account, source=source)


def connect() -> None:
    """Listen to Django and allauth, for as long as the process lives."""
    user_logged_in.connect(_signed_in)
    user_login_failed.connect(_refused_password)
    authentication_failed.connect(_refused_code)
    password_reset.connect(_chose_by_mail)
    password_changed.connect(_chose_when_signed_in)
    password_set.connect(_chose_when_signed_in)
    authenticator_added.connect(_factor_added)
    authenticator_reset.connect(_factor_added)
    authenticator_removed.connect(_factor_removed)


def _signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Name the last of the ways by which somebody showed who she is."""
    known_devices.remember(request, user)
    ways = get_authentication_records(request, user)
    how = (ways[-1].get("type") or ways[-1]["method"]) if ways else ""
    record(request, SignInEvent.Kind.SIGNED_IN, user, how)


def _refused_password(
    credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    if request is not None:
        account = account_called(credentials.get("username", ""))
        record(request, SignInEvent.Kind.REFUSED, account, SignInEvent.How.PASSWORD)


def _refused_code(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    record(request, SignInEvent.Kind.REFUSED, user, authenticator.type)


def _chose_by_mail(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Let the owner in from here, however many strangers are trying."""
    known_devices.remember(request, user)
    record(request, SignInEvent.Kind.PASSWORD_CHOSEN, user, SignInEvent.How.MAIL)


def _chose_when_signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    known_devices.remember(request, user)
    record(request, SignInEvent.Kind.PASSWORD_CHOSEN, user, SignInEvent.How.PASSWORD)


def _factor_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    record(request, SignInEvent.Kind.FACTOR_ADDED, user, authenticator.type)


def _factor_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    record(request, SignInEvent.Kind.FACTOR_REMOVED, user, authenticator.type)
