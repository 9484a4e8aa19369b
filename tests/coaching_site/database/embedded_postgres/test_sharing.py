"""The first to come starts the server and the last to leave stops it."""

import os
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg

from coaching_site.database.embedded_postgres import orphans
from coaching_site.database.embedded_postgres.server import Server
from tests.coaching_site.database.embedded_postgres.processes import (
    Session,
    finish,
    is_at_rest,
    postmaster,
    run_script,
    start_script,
)


def test_check_starts_nothing(new_directory: Path) -> None:
    run_script('call_command("check")', new_directory)

    assert not new_directory.parent.exists()


def test_the_first_connection_makes_server_and_database_and_the_last_one_out_stops_it(
    new_directory: Path,
) -> None:
    assert run_script('print(ask("SELECT current_database()"))', new_directory) == "school"

    assert (new_directory / "PG_VERSION").read_text() == "18\n"
    assert is_at_rest(new_directory)


def test_the_server_stays_for_as_long_as_somebody_uses_it(
    directory: Path, open_session: Callable[[], Session]
) -> None:
    first, second = open_session(), open_session()
    first.ask("SELECT 1")
    second.ask("SELECT 1")

    first.leave()
    assert second.ask("SELECT 'still here'") == "still here"

    second.leave()
    assert is_at_rest(directory)


def test_of_two_users_in_one_process_the_second_to_leave_stops_the_server(server: Server) -> None:
    other = Server(server.directory)
    server.ensure()
    other.ensure()

    other.leave()
    assert server.answers()

    server.leave()
    assert is_at_rest(server.directory)


def test_words_survive_a_restart(directory: Path) -> None:
    run_script('ask("CREATE TABLE kept AS SELECT 42 AS word")', directory)
    assert is_at_rest(directory)

    assert run_script('print(ask("SELECT word FROM kept"))', directory) == "42"


def test_four_starts_at_once_make_one_server(new_directory: Path) -> None:
    question = 'print(ask("SELECT pg_postmaster_start_time()"), flush=True); sys.stdin.read()'
    processes = [start_script(question, new_directory) for _ in range(4)]

    answers = {process.stdout.readline() for process in processes if process.stdout}
    assert len(answers) == 1
    assert answers != {""}

    assert [finish(process) for process in processes] == [""] * 4
    assert is_at_rest(new_directory)


def test_first_connections_of_many_threads_make_one_server_and_one_database(
    server: Server,
) -> None:
    def start_time(_: int) -> str:
        server.ensure()
        server.ensure_database("of_many_threads")
        with psycopg.connect(dbname="of_many_threads", **server.address) as connection:
            return str(connection.execute("SELECT pg_postmaster_start_time()").fetchone())

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(start_time, range(16)))

    assert len(answers) == 1


def test_one_may_leave_twice_and_come_back(server: Server) -> None:
    server.ensure()
    server.leave()
    server.leave()
    assert is_at_rest(server.directory)

    server.ensure()
    assert server.answers()


def test_leaving_after_the_folder_was_removed_is_no_error(new_directory: Path) -> None:
    server = Server(new_directory)
    server.ensure()
    os.kill(postmaster(new_directory), signal.SIGQUIT)
    psutil.wait_procs(list(orphans.postgres_processes(new_directory)), timeout=10)
    shutil.rmtree(new_directory.parent)

    server.leave()

    assert not new_directory.parent.exists()
