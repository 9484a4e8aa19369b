"""What every test may ask for."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

import coaching_site.admin.urls  # noqa: F401 (tests ask for the admin's classes in any order)
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


@pytest.fixture(autouse=True)
def empty_queue(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave no job behind by a test that really commits: Django empties only tables it manages."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    if not commits and "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


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
