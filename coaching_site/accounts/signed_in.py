"""Who is at work in the admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from coaching_site.accounts.models import User


def account_of(request: HttpRequest) -> User:
    """Return the account that is signed in; PermissionDenied where there is none."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
