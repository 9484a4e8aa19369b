"""Whatever is killed, the next connection works and the last user stops the server."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from coaching_site.database.embedded_postgres.orphans import postgres_processes
from coaching_site.database.embedded_postgres.server import SOCKET, Server
from tests.coaching_site.database.embedded_postgres.processes import (
    Session,
    is_at_rest,
    leave_stale_pid_files,
    postmaster,
)


def test_a_killed_user_leaves_the_server_usable_and_the_last_other_stops_it(
    directory: Path, open_session: Callable[[], Session]
) -> None:
    killed, other = open_session(), open_session()
    killed.ask("SELECT 1")
    other.ask("SELECT 1")

    killed.kill()
    assert other.ask("SELECT 'usable'") == "usable"

    other.leave()
    assert is_at_rest(directory)


def test_a_server_whose_only_user_was_killed_is_found_and_stopped_by_the_next(
    directory: Path, open_session: Callable[[], Session]
) -> None:
    killed = open_session()
    before = killed.ask("SELECT pg_postmaster_start_time()")
    killed.kill()

    following = open_session()
    assert following.ask("SELECT pg_postmaster_start_time()") == before

    following.leave()
    assert is_at_rest(directory)


def test_the_next_connection_recovers_from_a_killed_server_with_a_query_still_at_work(
    server: Server, open_session: Callable[[], Session]
) -> None:
    session = open_session()
    session.ask("CREATE TABLE recovered AS SELECT 42 AS word")
    # Work that never looks up to see that its server is gone.
    session.tell("DO 'BEGIN LOOP END LOOP; END'")
    wait_until_at_work(server)
    os.kill(postmaster(server.directory), signal.SIGKILL)
    while server.answers():
        time.sleep(0.01)

    server.ensure()

    with psycopg.connect(dbname="school", **server.address) as connection:
        assert connection.execute("SELECT word FROM recovered").fetchone() == (42,)


def test_the_last_to_leave_ends_a_server_that_does_not_answer_yet_or_any_more(
    server: Server,
) -> None:
    server.ensure()
    (server.directory / SOCKET).unlink()

    server.leave()

    assert list(postgres_processes(server.directory)) == []


def wait_until_at_work(server: Server) -> None:
    query = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DO %' AND state = 'active'"
    with psycopg.connect(dbname="postgres", autocommit=True, **server.address) as connection:
        while connection.execute(query).fetchone() != (1,):
            time.sleep(0.01)


def test_pid_files_of_a_dead_process_are_removed(server: Server) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    leave_stale_pid_files(server.directory, dead.pid)

    server.ensure()

    assert postmaster(server.directory) != dead.pid


def test_pid_files_whose_number_another_program_got_are_removed_and_the_program_left_alone(
    server: Server,
) -> None:
    owner = server.directory.stat()
    stranger = subprocess.Popen(["sleep", "60"], user=owner.st_uid, group=owner.st_gid)
    leave_stale_pid_files(server.directory, stranger.pid)

    server.ensure()

    assert postmaster(server.directory) != stranger.pid
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_pid_files_whose_number_another_postgres_got_are_removed_and_that_server_left_alone(
    server: Server, new_directory: Path
) -> None:
    other = Server(new_directory)
    other.ensure()
    leave_stale_pid_files(server.directory, postmaster(other.directory))

    server.ensure()

    assert other.answers()
    assert postmaster(server.directory) != postmaster(other.directory)
    other.leave()


def test_an_interrupted_initialisation_is_begun_again(new_directory: Path) -> None:
    unfinished = new_directory.with_name("postgres.new")
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    server = Server(new_directory)

    server.ensure()

    assert server.answers()
    assert not unfinished.exists()
    server.leave()
