"""The processes of the demo end together."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from demo.processes import Processes, wait_until_answers
from tests.coaching_site.database.embedded_postgres.conftest import stop_all, temporary_folder
from tests.coaching_site.database.embedded_postgres.processes import (
    LONG_ENOUGH,
    is_at_rest,
    start_script,
)

SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"

# Server and worker of a demo; the first starts a process itself, as gunicorn does.
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEP!r}])"
PREPARE = """
from contextlib import suppress
from demo.processes import Processes

processes = Processes()
processes.heed_signals()
with suppress(KeyboardInterrupt):
    ask("SELECT 1")
    print("prepared", flush=True)
"""
PREPARE_ON = PREPARE + "    time.sleep(60)"
SERVE = f"""{PREPARE}
    try:
        processes.start("-c", {PARENT!r})
        processes.start("-c", {SLEEP!r})
        time.sleep(0.2)
        print("serving", flush=True)
        processes.wait()
    finally:
        processes.stop()
"""
type Tell = Callable[[int, int], None]


def tell_the_group_twice(process: int, number: int) -> None:
    """Send it as a supervisor does, while `make` passes it on."""
    os.killpg(process, number)
    time.sleep(0.05)
    os.kill(process, number)


@pytest.fixture
def processes():
    group = Processes()
    yield group
    group.stop()


def test_waiting_ends_when_one_of_them_does(processes):
    processes.start("-c", SLEEP)
    processes.start("-c", "pass")

    processes.wait()
    processes.stop()

    assert [process.returncode is not None for process in processes.running] == [True, True]


def test_a_process_that_does_not_listen_is_stopped_too(processes, monkeypatch):
    monkeypatch.setattr("demo.processes.LONGEST_STOP", 1)
    processes.start("-c", DEAF)
    time.sleep(0.5)

    processes.stop()

    assert processes.running[0].returncode == -9


def test_a_server_that_ended_is_not_waited_for(processes):
    processes.start("-c", "pass")
    processes.running[0].wait()

    assert not wait_until_answers("http://127.0.0.1:9/", processes.lives)


@pytest.mark.parametrize(
    ("tell", "number"),
    [
        (os.kill, signal.SIGTERM),
        (tell_the_group_twice, signal.SIGTERM),
        (tell_the_group_twice, signal.SIGINT),
        (tell_the_group_twice, signal.SIGHUP),
    ],
)
def test_a_signal_to_stop_leaves_no_process_and_no_database_behind(
    tell: Tell, number: int, directory: Path
) -> None:
    with demo(SERVE, directory, until="serving") as process:
        tell(process.pid, number)

        assert ended_with_all_that_it_started(process)
        assert is_at_rest(directory)


def test_a_signal_while_the_site_is_prepared_leaves_no_database_behind(directory: Path) -> None:
    with demo(PREPARE_ON, directory, until="prepared") as process:
        tell_the_group_twice(process.pid, signal.SIGTERM)

        assert ended_with_all_that_it_started(process)
        assert is_at_rest(directory)


@pytest.fixture(scope="module")
def directory() -> Iterator[Path]:
    """Name a folder for the database of a demo; the first makes it."""
    with temporary_folder() as folder:
        yield folder / "var" / "postgres"


@contextmanager
def demo(script: str, directory: Path, until: str) -> Iterator[subprocess.Popen[str]]:
    """Run a demo in a process group of its own."""
    process = start_script(f"import os; os.setsid()\n{script}", directory)
    try:
        while process.stdout.readline().strip() != until:
            assert process.poll() is None
        yield process
    finally:
        process.kill()
        process.communicate()
        stop_all(directory)


def ended_with_all_that_it_started(process: subprocess.Popen[str]) -> bool:
    """Tell whether it ended without complaint, and so did all that could write to its output."""
    _output, complaints = process.communicate(timeout=LONG_ENOUGH)
    return "Traceback" not in complaints and process.returncode == 0
