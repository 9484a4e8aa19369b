"""The processes of the demo: started together, stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

LONGEST_START = 30
LONGEST_STOP = 10
# Ctrl-C, a supervisor, and a terminal that is closed.
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Processes:
    """A group of child processes that ends when one of them does, or when we are told to stop.

    That often comes twice: `make` passes on what the whole process group got already.
    """

    def __init__(self) -> None:
        self.running: list[subprocess.Popen[bytes]] = []
        self.told_to_stop = False
        self._preparing = True

    def heed_signals(self) -> None:
        """End at the first signal to stop, and let no other one interrupt the ending.

        Before the first child is started it raises KeyboardInterrupt, from then on `lives` tells:
        nothing may come between the start of a child and its place in our list.
        """
        for number in STOP_SIGNALS:
            signal.signal(number, self._be_told_to_stop)

    def start(self, *arguments: str) -> None:
        """Start `python <arguments>` in a group of its own: signals reach it through us alone."""
        self._preparing = False
        self.running.append(
            subprocess.Popen([sys.executable, *arguments], start_new_session=True)  # noqa: S603 (our own words)
        )

    def lives(self) -> bool:
        """Tell whether every child runs and nobody asked to stop."""
        return not self.told_to_stop and all(process.poll() is None for process in self.running)

    def wait(self) -> None:
        """Return when a child ended by itself or somebody asked to stop."""
        while self.lives():
            time.sleep(0.2)

    def stop(self) -> None:
        """Ask every child to stop, and make who does not, with all that it started."""
        give_up = time.monotonic() + LONGEST_STOP
        for process in self.running:
            process.terminate()
        for process in self.running:
            stop_group(process, max(0, give_up - time.monotonic()))

    def _be_told_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        interrupts = self._preparing and not self.told_to_stop
        self.told_to_stop = True
        if interrupts:
            raise KeyboardInterrupt


def stop_group(process: subprocess.Popen[bytes], patience: float = LONGEST_STOP) -> None:
    """Ask the leader of a process group to stop; what it started and left ends with it."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until_answers(address: str, lives: Callable[[], bool]) -> bool:
    """Return whether the address answers before who serves it ends or half a minute goes by."""
    give_up = time.monotonic() + LONGEST_START
    while time.monotonic() < give_up and lives():
        try:
            with urlopen(address):  # noqa: S310 (our own address)
                return True
        except URLError:
            time.sleep(0.1)
    return False
