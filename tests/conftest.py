"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from pytest_django import DjangoDbBlocker, Settings

from coaching_site.accounts.models import User
from coaching_site.outages.time_limits import limit_waiting
from tests.database_rows import DatabaseRows
from tests.factories import make_user

MAILERS = {
    "default": {"BACKEND": "coaching_site.outbox.backend.OutboxBackend"},
    "smtp": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"},
}


IN_A_BROWSER = pytest.mark.timeout(600)  # seconds; elsewhere as pyproject.toml says


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give browser tests more time, and begin with them, so that none keeps the others waiting."""
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(IN_A_BROWSER)
    items.sort(key=lambda item: "browser" not in item.keywords)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Give each pytest process a database of its own, and the patience that visitors have."""
    limit_waiting()
    connection.settings_dict["TEST"]["NAME"] = f"test_coaching_site_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let tests that really commit leave behind the rows they found, the queue's included."""
    with django_db_blocker.unblock():
        beginning = DatabaseRows.read()
    with patch.object(
        TransactionTestCase, "_fixture_teardown", lambda _case: beginning.come_back()
    ):
        yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # A thread or a stopped server may still hold a connection, and with it the database.
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # Beside Playwright's loop this is another connection than Django closes by itself.
        connection.close()


@pytest.fixture
def media_folder(settings: Settings, tmp_path: Path) -> Path:
    """Return an empty folder in which the files of images are stored for this test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def outbox_mailers(settings: Settings) -> None:
    """Let mail go its real way: a row of `OutgoingMail`, which only a worker sends.

    Django's test set-up replaces every mailer, the outbox too. So a test that makes the site write
    a mail looks at `OutgoingMail.objects`; `mail.outbox` holds what a worker has handed to "smtp".
    """
    settings.MAILERS = MAILERS


@pytest.fixture(autouse=True)
def erasures_file(settings: Settings, tmp_path: Path) -> Path:
    """Write down what a test erases where the next one does not find it."""
    settings.ERASURES_FILE = tmp_path.parent / f"{tmp_path.name}-erasures.txt"
    return settings.ERASURES_FILE


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
