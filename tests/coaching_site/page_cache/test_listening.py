"""Nothing old is served when the connection that hears of changes is gone, stuck or mistaken."""

import os
import signal
from datetime import timedelta

import psycopg
import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone

from blog.models import Article
from coaching_site.page_cache.listener import connection_of_its_own
from tests.coaching_site.page_cache.addresses import LIST, ONE
from tests.page_visitor import CachedSite

pytestmark = pytest.mark.django_db(transaction=True)


def listening_process(site: CachedSite) -> int:
    connection_that_listens = site.cache.listener._connection  # noqa: SLF001 (whose process it is)
    return int(connection_that_listens.info.backend_pid)


def test_without_a_connection_that_listens_nothing_old_is_served(site):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend({listening_process(site)}, 2000)")
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
    process = listening_process(site)
    os.kill(process, signal.SIGSTOP)
    try:
        assert site.makes(ONE) == [ONE]
        assert site.get(ONE).headers["Warning"].startswith("110")
    finally:
        os.kill(process, signal.SIGCONT)


def test_a_socket_whose_number_another_one_got_is_not_listened_to(site):
    """In a new process the connection that listens is the first, and takes the lowest number."""
    connection.close()
    site.cache.listener.close()
    site.makes(ONE)
    first = site.cache.listener._connection.pgconn.socket  # noqa: SLF001 (its number is the point)
    with connection_of_its_own() as third:
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


def refuse(*_anything: object) -> psycopg.Connection:
    raise OperationalError("no server")


@pytest.fixture
def database_away(site, monkeypatch):
    """Let every connection be refused from now on, the one that listens too."""
    monkeypatch.setattr("coaching_site.page_cache.listener.connection_of_its_own", refuse)
    site.cache.listener.close()
    with connection.execute_wrapper(refuse):
        yield


def test_with_the_database_away_a_page_is_shown_as_it_was_last(site, database_away):
    page = site.get(ONE)

    assert page.status == 200
    assert "een" in page.text
    assert int(page.headers["Age"]) < 60
    assert page.headers["Warning"].startswith("110")


def test_what_was_never_made_cannot_be_shown(site, database_away):
    assert site.get(f"{LIST}?page=7").status == 503


def test_a_page_as_it_was_is_shown_for_an_hour(site, database_away):
    with time_machine.travel(timezone.now() + timedelta(minutes=59)):
        assert site.get(ONE).status == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert site.get(ONE).status == 503


def test_as_long_as_django_can_answer_nothing_old_is_shown(site, monkeypatch):
    monkeypatch.setattr("coaching_site.page_cache.listener.connection_of_its_own", refuse)
    site.cache.listener.close()

    Article.objects.filter(slug="een").update(title="Ongehoord")

    assert "Ongehoord" in site.get(ONE).text
    with connection.execute_wrapper(refuse):
        assert site.get(ONE).status == 503


def test_what_was_kept_before_is_gone_once_the_database_is_back(site, monkeypatch):
    site.cache.listener.close()
    site.cache.listener.is_current()
    Article.objects.filter(slug="een").update(title="Ongehoord")
    monkeypatch.setattr("coaching_site.page_cache.listener.connection_of_its_own", refuse)
    site.cache.listener.close()

    with connection.execute_wrapper(refuse):
        assert site.get(ONE).status == 503


def test_a_server_that_is_stuck_is_waited_for_by_nobody(site, monkeypatch):
    """One request finds out; whoever asks in the next second gets what is known, at once."""
    monkeypatch.setattr("coaching_site.page_cache.listener.TRUSTED_FOR", -1)
    monkeypatch.setattr("coaching_site.page_cache.listener.PATIENCE", 0.2)
    process = listening_process(site)
    os.kill(process, signal.SIGSTOP)
    try:
        assert site.get(ONE).headers["Warning"].startswith("110")
        with connection.execute_wrapper(refuse_to_be_asked):
            assert site.get(ONE).status == 200
            assert site.get("/artikelen/?page=3").status == 503
    finally:
        os.kill(process, signal.SIGCONT)


def test_of_a_page_as_it_was_only_one_line_says_how_long_it_may_be_kept(
    site, monkeypatch, settings
):
    settings.PAGE_CACHE_PURGE_URL = "http://127.0.0.1:1/"
    monkeypatch.setattr("coaching_site.page_cache.listener.TRUSTED_FOR", -1)
    monkeypatch.setattr("coaching_site.page_cache.listener.PATIENCE", 0.2)
    process = listening_process(site)
    os.kill(process, signal.SIGSTOP)
    try:
        whole = site.get(ONE)
        same = site.get(ONE, HTTP_IF_NONE_MATCH=whole.headers["ETag"])
    finally:
        os.kill(process, signal.SIGCONT)

    assert [whole.status, same.status] == [200, 304]
    for page in (whole, same):
        assert page.headers["Warning"].startswith("110")
        kept = [value for name, value in page.lines if name.lower() == "cache-control"]
        assert kept == ["no-store"]


def refuse_to_be_asked(*_query: object) -> None:
    raise AssertionError("A database that is stuck was asked.")


def test_a_server_that_is_stuck_before_it_listens_is_waited_for_by_nobody(site, monkeypatch):
    monkeypatch.setattr("coaching_site.page_cache.listener.PATIENCE", 0.2)
    with connection_of_its_own() as silent:
        monkeypatch.setattr(
            "coaching_site.page_cache.listener.connection_of_its_own", lambda: silent
        )
        site.cache.listener.close()
        process = silent.info.backend_pid
        os.kill(process, signal.SIGSTOP)
        try:
            assert site.cache.database_is_stuck()
            assert site.get(ONE).headers["Warning"].startswith("110")
        finally:
            os.kill(process, signal.SIGCONT)


def test_a_server_that_refuses_to_tell_of_changes_is_not_trusted(site, monkeypatch):
    monkeypatch.setattr("coaching_site.page_cache.listener.CHANNEL", "1 mistake")
    site.cache.listener.close()

    assert not site.cache.listener.is_current()
    assert site.makes(ONE, ONE) == [ONE, ONE]
