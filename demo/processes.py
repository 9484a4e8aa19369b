"""The processes of the demo: started together, stopped together."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from urllib.error import URLError
from urllib.request import urlopen

LONGEST_START = 30
LONGEST_STOP = 10


class Processes:
    """A group of child processes that ends when one of them does, or at Ctrl-C."""

    def __init__(self) -> None:
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str) -> None:
        """Start `python <arguments>` in a group of its own: Ctrl-C reaches it through us alone."""
        self.running.append(
            subprocess.Popen([sys.executable, *arguments], start_new_session=True)  # noqa: S603 (our own words)
        )

    def wait(self) -> None:
        """Return when a child ended by itself or somebody asked to stop."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            while all(process.poll() is None for process in self.running):
                time.sleep(0.2)
        except KeyboardInterrupt:
            pass

    def stop(self) -> None:
        """Ask every child to stop, and make who does not."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            try:
                process.wait(LONGEST_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_answers(address: str, processes: Sequence[subprocess.Popen[bytes]]) -> bool:
    """Return whether the address answers before a process ends or half a minute goes by."""
    give_up = time.monotonic() + LONGEST_START
    while time.monotonic() < give_up and all(process.poll() is None for process in processes):
        try:
            with urlopen(address):  # noqa: S310 (our own address)
                return True
        except URLError:
            time.sleep(0.1)
    return False
