"""A forked process is a user of its own."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coaching_site.database.embedded_postgres import locks
from coaching_site.database.embedded_postgres.server import Server
from tests.coaching_site.database.embedded_postgres.processes import (
    LONG_ENOUGH,
    fork,
    is_at_rest,
    run_script,
    start_script,
    status_of,
)

# Children of these programs end as gunicorn's workers do: with exit handlers, where they leave.
LEAVE_WHILE_THE_CHILD_WORKS = """
before = ask("SELECT pg_postmaster_start_time()")
connection.close()
parent = os.getpid()
if os.fork() == 0:
    while os.getppid() == parent:
        time.sleep(0.01)
    print(ask("SELECT pg_postmaster_start_time()") == before)
"""

LET_THE_CHILD_LEAVE_FIRST = """
before = ask("SELECT pg_postmaster_start_time()")
connection.close()
child = os.fork()
if child == 0:
    ask("SELECT 1")
    sys.exit()
os.waitpid(child, 0)
print(ask("SELECT pg_postmaster_start_time()") == before)
"""

BE_KILLED_WHILE_THE_CHILD_WORKS = (
    LEAVE_WHILE_THE_CHILD_WORKS
    + """
else:
    os.kill(parent, 9)
"""
)

END_BEFORE_THE_CHILD = """
import multiprocessing
multiprocessing.set_start_method("fork")

def work(said, seconds):
    ask("SELECT 1")
    said.set()
    time.sleep(seconds)

said = multiprocessing.Event()  # multiprocessing has its exit handler from here on
ask("SELECT 1")
connection.close()
multiprocessing.Process(target=work, args=(said, {seconds}), daemon={daemon}).start()
said.wait()
"""


@pytest.mark.parametrize("script", [LEAVE_WHILE_THE_CHILD_WORKS, LET_THE_CHILD_LEAVE_FIRST])
def test_parent_and_fork_keep_the_server_for_each_other_and_the_last_stops_it(
    directory: Path, script: str
) -> None:
    assert run_script(script, directory) == "True"

    assert is_at_rest(directory)


def test_a_fork_whose_parent_was_killed_keeps_the_server_and_stops_it(directory: Path) -> None:
    process = start_script(BE_KILLED_WHILE_THE_CHILD_WORKS, directory)

    output, _ = process.communicate(timeout=LONG_ENOUGH)

    assert (output, process.returncode) == ("True\n", -signal.SIGKILL)
    assert is_at_rest(directory)


@pytest.mark.parametrize(("daemon", "seconds"), [(False, 0.3), (True, LONG_ENOUGH)])
def test_children_of_multiprocessing_do_not_make_the_server_outlive_their_parent(
    directory: Path, *, daemon: bool, seconds: float
) -> None:
    run_script(END_BEFORE_THE_CHILD.format(daemon=daemon, seconds=seconds), directory)

    assert is_at_rest(directory)


def test_what_a_forked_child_gives_up_its_parent_keeps(server: Server) -> None:
    server.ensure()

    child = fork(server.leave)

    assert status_of(child) == 0
    assert server.answers()


def test_an_exclusive_lock_ends_although_a_fork_inherited_it(directory: Path) -> None:
    path = directory.with_name("a.lock")
    with locks.exclusive(path):
        child = fork(signal.pause)

    with ThreadPoolExecutor(1) as pool:
        passed = pool.submit(pass_through, path)
        try:
            assert passed.result(timeout=5)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def pass_through(path: Path) -> bool:
    with locks.exclusive(path):
        return True
