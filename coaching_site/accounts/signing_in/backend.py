"""Which account somebody means, and whether the password is its own."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest

from coaching_site.accounts.models import User
from coaching_site.accounts.passwords.validators import MOST_SIGNS


def account_called(login: str) -> User | None:
    """Return the account with this username or mail address, in capitals or not."""
    found = User.objects.filter(Q(username__iexact=login) | Q(email=login.lower())).order_by("pk")
    return min(found, key=lambda user: user.username != login, default=None)


class AccountBackend(ModelBackend):
    """Django's own, with mail addresses.

    It hashes once, whether an account is found or not, and never what nobody can have chosen.
    Allauth's backend looks by name and by address in turn and hashes for each, so that the time it
    took told who has an account.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if password and len(password) > MOST_SIGNS:
            return None
        account = account_called(username) if username else None
        name = account.username if account else username
        user: User | None = super().authenticate(request, name, password)
        return user
