"""The link in a mail behind which somebody chooses a password: how often, and to whom."""

from datetime import timedelta
from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.core import context
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from coaching_site.accounts.models import User
from coaching_site.accounts.signing_in.turns import too_early
from coaching_site.limits.limit import Limit
from coaching_site.limits.sources import daily_source

TO_AN_ACCOUNT = Limit("password mails to an account", 4, timedelta(hours=1))
FROM_A_SOURCE = Limit("password mails asked for by a source", 10, timedelta(hours=1))

# Named, because the job needs this form and this form the job.
LINK_JOB = "mail_password_link"
NOBODY = 0


class PasswordLinkForm(ResetPasswordForm):
    """Mails the link to whom it is for; who is not known, or had it often, gets nothing."""

    users: list[User]

    def save(self, request: HttpRequest | None, **kwargs: Any) -> str:
        """Send the mail; `users` are then those who got it."""
        self.users = [user for user in self.users if not TO_AN_ACCOUNT.use(str(user.pk))]
        address: str = super().save(request, **kwargs)
        return address


class ForgottenPasswordForm(PasswordLinkForm):
    """The same, asked for by anybody: so many times an hour from one source.

    The worker makes the mail. Here each address costs the same, so that the time it takes does not
    tell who has an account.
    """

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()
        if not self.errors and (wait := FROM_A_SOURCE.use(daily_source(context.request))):
            words = _("A new password was asked for too often from here. Try again in %(wait)s.")
            raise too_early(context.request, wait, str(words))
        return cleaned

    def save(self, request: HttpRequest | None, **kwargs: Any) -> str:
        """Leave the mail to a job, which for an unknown address finds nobody."""
        account_id = self.users[0].pk if self.users else NOBODY
        app.configure_task(LINK_JOB, allow_unknown=False).defer(account_id=account_id)
        address: str = self.cleaned_data["email"]
        return address
