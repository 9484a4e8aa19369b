"""File locks that the kernel frees when a process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Let one process or thread at a time pass."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        # Not by closing alone: a child forked meanwhile would keep the lock.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


class Membership:
    """A shared lock that says "I use this" from construction to `end`."""

    def __init__(self, path: Path) -> None:
        self.descriptor = _open(path)
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def is_the_last(self) -> bool:
        """Tell whether nobody else is a member; only to be asked when leaving.

        The answer costs the membership: turning a shared lock into an exclusive one drops it.
        """
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def end(self) -> None:
        os.close(self.descriptor)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
