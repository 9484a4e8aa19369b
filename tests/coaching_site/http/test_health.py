"""Whether the machine's watchers get an answer."""

from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings


def test_a_living_process_says_so_without_a_query(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"


@pytest.mark.django_db
def test_a_process_with_a_database_is_ready(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert client.get("/readyz").content == b"ok"


@pytest.mark.django_db
def test_a_process_without_a_database_is_not_ready(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_a_proxy_that_asks_over_http_is_not_sent_to_https(
    client: Client, settings: Settings, address: str
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(address).status_code == 200
    assert client.get("/").status_code == 301


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_answers_about_health_are_never_kept_and_set_no_cookie(
    client: Client, address: str
) -> None:
    answer = client.get(address)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
