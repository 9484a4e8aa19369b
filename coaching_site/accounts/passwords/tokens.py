"""How long the link in a mail opens the form for a new password."""

from datetime import timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int

from coaching_site.accounts.models import User

VALID = timedelta(hours=24)


class LinkTokens(PasswordResetTokenGenerator):
    """Ends the link of a forgotten password after a day.

    An invitation, to an account that has no password yet, lasts as long as PASSWORD_RESET_TIMEOUT.
    """

    def check_token(self, user: User | None, token: str | None) -> bool:
        if not (user and token and super().check_token(user, token)):
            return False
        if not user.has_usable_password():
            return True
        age = self._num_seconds(self._now()) - base36_to_int(token.split("-")[0])
        return bool(age <= VALID.total_seconds())
