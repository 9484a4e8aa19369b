"""A second step at signing in, as a test needs it and as the admin takes it away."""

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from coaching_site.accounts.models import User
from tests.factories import make_user


def make_second_factor(user: User) -> Authenticator:
    return Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})


def remove_second_factor(client: Client, user: User) -> None:
    """Take it away as a superuser does for who lost a telephone."""
    client.force_login(make_user("coach", superuser=True))
    client.post(
        reverse("admin:accounts_user_changelist"),
        {"action": "remove_second_factor", "_selected_action": [user.pk]},
    )
