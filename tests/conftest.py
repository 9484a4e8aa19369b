"""What every test may ask for."""

import os

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from coaching_site.accounts.models import User
from tests.factories import make_user

MAILERS = {
    "default": {"BACKEND": "coaching_site.outbox.backend.OutboxBackend"},
    "smtp": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"},
}


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Give each pytest process a database of its own, so that runs at the same time never meet."""
    connection.settings_dict["TEST"]["NAME"] = f"test_coaching_site_{os.getpid()}"


@pytest.fixture(autouse=True)
def outbox_mailers(settings: Settings) -> None:
    """Let mail go its real way: a row of `OutgoingMail`, which only a worker sends.

    Django's test set-up replaces every mailer, the outbox too. So a test that makes the site write
    a mail looks at `OutgoingMail.objects`; `mail.outbox` holds what a worker has handed to "smtp".
    """
    settings.MAILERS = MAILERS


@pytest.fixture
def coach(db: None, client: Client) -> User:
    """Return a superuser who is signed in with `client`."""
    user = make_user("coach", superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def desk(client: Client, coach: User) -> Client:
    """Return the browser of the coach, signed in."""
    return client
