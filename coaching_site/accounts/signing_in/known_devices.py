"""Devices on which somebody signed in before, told by a cookie that only /account/ gets.

Whoever types wrong passwords for an account makes strangers wait, and never its owner: her device
is counted by itself. The cookie opens nothing.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from coaching_site.accounts.models import User

COOKIE = "known_device"
SALT = "coaching_site.accounts.signing_in.known_devices"
AGE = timedelta(days=400)  # browsers keep no cookie longer
MOST_ACCOUNTS = 5


def remember(request: HttpRequest, account: User) -> None:
    """Let the answer to this request tell the device that it is known to the account."""
    request.account_to_remember = account  # type: ignore[attr-defined] # for set_cookie


def set_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Write down the account that got in, before those that did on this device earlier."""
    account: User | None = getattr(request, "account_to_remember", None)
    if account is None:
        return
    device, digests = _read(request)
    kept = [_digest(account), *(known for known in digests if known != _digest(account))]
    response.set_signed_cookie(
        COOKIE,
        " ".join([device or secrets.token_hex(16), *kept[:MOST_ACCOUNTS]]),
        salt=SALT,
        max_age=AGE,
        path=reverse("account_index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_device(request: HttpRequest, account: User | None) -> str:
    """Return the number of the device if the account knows it, else nothing."""
    device, digests = _read(request)
    return device if account and _digest(account) in digests else ""


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    written = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=AGE)
    device, *digests = (written or "").split(" ")
    return device, digests


def _digest(account: User) -> str:
    """Return what stands for an account; another once its password is another."""
    return salted_hmac(SALT, f"{account.pk} {account.password}", algorithm="sha256").hexdigest()
