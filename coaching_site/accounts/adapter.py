"""How accounts behave here, where that differs from allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from coaching_site.accounts.models import User
from coaching_site.accounts.passwords.validators import MaximumLengthValidator
from coaching_site.accounts.signing_in.backend import account_called
from coaching_site.accounts.signing_in.turns import take_turn_for_password
from coaching_site.http.addresses import absolute
from coaching_site.limits.sources import daily_source
from coaching_site.models import SiteSettings
from coaching_site.outbox.mailing import sender_named


class AccountAdapter(DefaultAccountAdapter):
    """Closed: accounts are made in the admin, by invitation of the practice."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a hash of the day: allauth's limits count under it, and no address is stored."""
        return daily_source(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Look at a password when it is its turn; a ValidationError says when that is."""
        login = credentials.get("username", "")
        turn = take_turn_for_password(request, login, account_called(login))
        account: User | None = super().authenticate(request, **credentials)
        if account:
            turn.give_back()
        return account

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Refuse what is too long before all rules read it."""
        MaximumLengthValidator().validate(password)
        cleaned: str = super().clean_password(password, user)
        return cleaned

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link for a new password, behind the site's own address.

        The host of the request would let a stranger send somebody a link to another machine.
        """
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute(path.replace("UID-KEY", key))

    def get_from_email(self) -> str:
        return sender_named(SiteSettings.load().practice_name)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Give every mail about an account the practice as its sender.

        Allauth's own asks the request for a site; a job has none, and no mail here names it.
        """
        practice = {
            "practice_name": SiteSettings.load().practice_name,
            "site_address": settings.SITE_URL,
        }
        self.render_mail(template_prefix, email, practice | context).send()

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Write to the one address of the account; allauth looks in a list that we do not keep."""
        if address := email or user.email:
            super().send_notification_mail(template_prefix, user, context, address)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Greet who is new; whoever had a password gets the usual mail."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)
        else:
            self.send_mail("account/email/invitation", email, context)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The practice's name stands in the app or on the device that holds the second factor."""

    def get_totp_issuer(self) -> str:
        return SiteSettings.load().practice_name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": SiteSettings.load().practice_name}
