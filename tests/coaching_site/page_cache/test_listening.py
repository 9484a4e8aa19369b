"""Nothing old is served when the connection that hears of changes is gone, stuck or mistaken."""

import os
import signal

import psycopg
import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from blog.models import Article
from coaching_site.page_cache.listener import listening_connection
from tests.coaching_site.page_cache.addresses import ONE

pytestmark = pytest.mark.django_db(transaction=True)


def listening_process() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND query IN ('LISTEN page_cache', 'SELECT 1') AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def test_without_a_connection_that_listens_nothing_old_is_served(site):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend({listening_process()}, 2000)")
    Article.objects.filter(slug="een").update(title="Ongehoord")

    assert "Ongehoord" in site.get(ONE).text
    assert site.makes(ONE, ONE) == [ONE, ONE]  # for a second nobody tries to listen again
    with time_machine.travel(timezone.now()):
        site.cache.listener._failed_at = float("-inf")  # noqa: SLF001 (the second has passed)
        assert site.makes(ONE, ONE) == [ONE]


def test_a_connection_that_says_nothing_is_asked_and_not_waited_for_long(site, monkeypatch):
    """A firewall that forgot a connection, or a server that is stuck: only an answer shows it."""
    monkeypatch.setattr("coaching_site.page_cache.listener.TRUSTED_FOR", -1)
    monkeypatch.setattr("coaching_site.page_cache.listener.PATIENCE", 0.2)
    assert site.makes(ONE) == []
    process = listening_process()
    os.kill(process, signal.SIGSTOP)
    try:
        assert site.makes(ONE) == [ONE]
    finally:
        os.kill(process, signal.SIGCONT)


def test_a_socket_whose_number_another_one_got_is_not_listened_to(site):
    """In a new process the connection that listens is the first, and takes the lowest number."""
    connection.close()
    site.cache.listener.close()
    site.makes(ONE)
    first = site.cache.listener._connection.pgconn.socket  # noqa: SLF001 (its number is the point)
    with listening_connection() as third:
        third.execute(
            "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        site.get(ONE)
        site.get(ONE)
        assert connection.connection.pgconn.socket == first
        site.cache.listener._failed_at = float("-inf")  # noqa: SLF001 (the second has passed)
        site.get(ONE)
        connection.close()  # as after a minute: the number is nobody's now
        assert site.get(ONE).status == 200


def test_with_the_database_away_the_site_says_so_instead_of_serving_from_memory(site, monkeypatch):
    def refuse() -> psycopg.Connection:
        raise psycopg.OperationalError

    monkeypatch.setattr("coaching_site.page_cache.listener.listening_connection", refuse)
    site.cache.listener.close()

    assert site.makes(ONE, ONE) == [ONE, ONE]
