"""The processes of the demo end together."""

import time

import pytest

from demo.processes import Processes, wait_until_answers

SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


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

    assert not wait_until_answers("http://127.0.0.1:9/", processes.running)
