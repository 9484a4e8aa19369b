"""The worker as it really runs: a process of its own, killed, stopped and cut off."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import IO

import psycopg
import pytest
from django.conf import settings
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from coaching_site.outbox.models import MailState, OutgoingMail
from coaching_site.worker.heartbeat import worker_is_alive
from coaching_site.worker.lanes import lanes
from coaching_site.worker.running import Rhythm, work
from tests.smtp_server import SmtpServer

pytestmark = pytest.mark.django_db(transaction=True)


@app.task(name="tests.write_and_fail")
def write_and_fail() -> None:
    """Write a mail in a transaction that fails."""
    with transaction.atomic():
        write_mails(1)
        raise ZeroDivisionError


def test_a_worker_that_waits_sends_what_is_committed() -> None:
    with SmtpServer() as server, running_worker(server):
        write_mails(1)

        wait_for(lambda: server.received)
        wait_for(lambda: OutgoingMail.objects.get().state == MailState.SENT)


def test_a_worker_killed_in_the_middle_of_50_mails_loses_none_and_repeats_at_most_one() -> None:
    write_mails(50)
    with SmtpServer(pause=0.02) as server:
        with running_worker(server) as worker:
            wait_for(lambda: len(server.received) >= 20)
            worker.kill()
            worker.wait()
        assert 20 <= len(server.received) < 50
        with running_worker(server):
            wait_for(lambda: not jobs_of("send_mail").exclude(status="succeeded").exists())

    written = set(OutgoingMail.objects.values_list("message_id", flat=True))
    assert (len(written), set(server.message_ids)) == (50, written)
    assert len(server.message_ids) <= 51
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.SENT}


def test_a_mail_in_flight_when_the_worker_is_killed_is_sent_again_under_the_same_number() -> None:
    write_mails(1)
    with SmtpServer(pause=1) as server:
        with running_worker(server) as worker:
            server.reading.wait(10)
            worker.kill()
            worker.wait()
        assert OutgoingMail.objects.get().state == MailState.WAITING
        server.pause = 0
        with running_worker(server):
            wait_for(lambda: OutgoingMail.objects.get().state == MailState.SENT)
        wait_for(lambda: len(server.received) == 2)

    assert server.message_ids == [OutgoingMail.objects.get().message_id] * 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_stop_ends_its_job_first(number: signal.Signals) -> None:
    write_mails(2)
    with SmtpServer(pause=0.5) as server, running_worker(server) as worker:
        server.reading.wait(10)
        worker.send_signal(number)

        assert worker.wait(10) == 0

    states = OutgoingMail.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [MailState.SENT, MailState.WAITING]
    assert len(server.received) == 1
    statuses = jobs_of("send_mail").values_list("status", flat=True)
    assert list(statuses) == ["succeeded", "todo"]


def test_a_worker_outlives_a_database_that_goes_away(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    with log.open("w") as errors, SmtpServer() as server, running_worker(server, errors) as worker:
        with database_away():
            wait_for(lambda: "no database that it can use" in log.read_text(), seconds=20)
        write_mails(1)
        wait_for(lambda: server.received, seconds=20)

        assert worker.poll() is None


def test_a_worker_waits_for_a_database_that_is_away_when_it_starts(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    with log.open("w") as errors, SmtpServer() as server, ExitStack() as away:
        away.enter_context(database_away())
        with started_worker(server, errors) as worker:
            wait_for(
                lambda: "is not currently accepting connections" in log.read_text(), seconds=30
            )
            away.close()
            write_mails(1)

            wait_for(lambda: server.received, seconds=30)
            assert worker.poll() is None


def test_a_worker_that_finds_no_tables_says_so_each_time_and_can_be_stopped(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    complaint = "The worker (mail) has no database that it can use (UndefinedFunction)."
    with (
        log.open("w") as errors,
        SmtpServer() as server,
        started_worker(server, errors, database="postgres") as worker,
    ):
        wait_for(lambda: log.read_text().count(complaint) >= 2, seconds=30)

        worker.terminate()
        assert worker.wait(10) == 0


def test_a_mail_server_that_hangs_holds_up_no_other_job() -> None:
    with SmtpServer(pause=60) as server, running_worker(server):
        write_mails(1)
        assert server.reading.wait(15)
        app.configure_task("erase_old_mail").defer(timestamp=0)

        wait_for(lambda: jobs_of("erase_old_mail").filter(status="succeeded").exists())

        assert jobs_of("send_mail").get().status == "doing"
        assert not server.received


def test_a_mail_that_an_older_release_queued_among_the_other_jobs_is_sent() -> None:
    mail = OutgoingMail.objects.create(sender="site@voorbeeld.nl", recipient="coach@voorbeeld.nl")
    app.configure_task("send_mail", queue="default").defer(mail_id=mail.pk)

    with SmtpServer() as server, running_worker(server):
        wait_for(lambda: server.received)


def test_a_sign_of_life_shows_as_long_as_a_worker_runs() -> None:
    assert not worker_is_alive()
    with SmtpServer() as server, running_worker(server) as worker:
        assert worker_is_alive()
        worker.terminate()
        worker.wait()

    assert not worker_is_alive()


def test_a_worker_that_fell_silent_counts_as_dead() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)",
            [timezone.now() - timedelta(seconds=31)],
        )

    assert not worker_is_alive()


def test_a_mail_that_a_job_writes_goes_back_with_that_job() -> None:
    app.configure_task("tests.write_and_fail").defer()

    call_command("worker", once=True)

    assert jobs_of("tests.write_and_fail").get().status == "failed"
    assert not OutgoingMail.objects.exists()
    assert not jobs_of("send_mail").exists()


def test_once_sends_what_waits_and_ends() -> None:
    write_mails(2)

    call_command("worker", once=True)

    states = OutgoingMail.objects.values_list("state", flat=True)
    assert list(states) == [MailState.SENT] * 2


@pytest.mark.usefixtures("deaf_to_sigterm")
def test_work_does_what_waits_until_the_process_is_told_to_stop() -> None:
    write_mails(1)
    stopping = threading.Thread(target=stop_this_process_once, args=[nothing_waits])
    stopping.start()

    asyncio.run(work(Rhythm(beat=0.2, stalled_after=1)))
    stopping.join()

    assert OutgoingMail.objects.get().state == MailState.SENT
    assert not ProcrastinateWorker.objects.exists()


def test_jobs_that_ended_over_a_week_ago_are_forgotten() -> None:
    write_mails(2)
    call_command("worker", once=True)
    old, recent = jobs_of("send_mail")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - interval '8 days' WHERE job_id = %s",
            [old.pk],
        )

    app.configure_task("remove_old_jobs").defer(timestamp=0)
    call_command("worker", once=True)

    assert list(jobs_of("send_mail")) == [recent]


def jobs_of(task_name: str) -> QuerySet[ProcrastinateJob]:
    """Return the jobs of one kind; a worker may also find a periodic one to do."""
    return ProcrastinateJob.objects.filter(task_name=task_name).order_by("pk")


def write_mails(number: int) -> None:
    for _ in range(number):
        send_mail("Reactie", "Er wacht een reactie.", None, ["coach@voorbeeld.nl"])


def wait_for(met: Callable[[], object], seconds: float = 15) -> None:
    """Wait until the condition holds; fail when it does not in time."""
    end = monotonic() + seconds
    while not met():
        assert monotonic() < end, "waited in vain"
        time.sleep(0.02)


@contextmanager
def running_worker(
    server: SmtpServer, errors: IO[str] | int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker, wait for the first sign of life of each lane, and leave none behind."""
    before = set(ProcrastinateWorker.objects.values_list("pk", flat=True))
    with started_worker(server, errors) as worker:
        others = ProcrastinateWorker.objects.exclude(pk__in=before)
        wait_for(lambda: others.count() == len(lanes()), seconds=30)
        yield worker


@contextmanager
def started_worker(
    server: SmtpServer, errors: IO[str] | int, database: str = ""
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker that may have to wait, and leave none behind."""
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "worker", "--heartbeat=0.2", "--stalled-after=1"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
            "TEST_DATABASE": database or connection.settings_dict["NAME"],
            "TEST_SMTP_PORT": str(server.port),
        },
        stderr=errors,
    )
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


@pytest.fixture
def deaf_to_sigterm() -> Iterator[None]:
    """Let a signal that nobody handles be lost, instead of ending the tests themselves."""
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGTERM, before)


@contextmanager
def database_away() -> Iterator[None]:
    """Cut every connection of others to the test database and allow no new ones."""
    name = connection.settings_dict["NAME"]
    own = connection.cursor().execute("SELECT pg_backend_pid()").fetchone()[0]
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    address = {key: parameters[key] for key in ("host", "user", "dbname")}
    with psycopg.connect(**address, autocommit=True) as maintenance:
        maintenance.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        maintenance.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> %s",
            [name, own],
        )
        try:
            yield
        finally:
            maintenance.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def nothing_waits() -> bool:
    return (
        OutgoingMail.objects.get().state == MailState.SENT
        and not ProcrastinateJob.objects.filter(status="doing").exists()
    )


def stop_this_process_once(met: Callable[[], bool]) -> None:
    try:
        wait_for(met)
    finally:
        connection.close()
        os.kill(os.getpid(), signal.SIGTERM)
