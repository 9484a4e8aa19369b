"""What a killed server leaves behind: pid files that name nobody, and children without a parent.

PostgreSQL refuses to start beside either. It takes any process with the number in a file for the
old server, although that may be a zombie, or the kernel has given the number to another program.
"""

import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

try:
    import psutil
except ImportError as error:
    # Said here: of an ImportError Django would make that the engine does not exist.
    raise ImproperlyConfigured(
        "Embedded PostgreSQL needs what requirements-demo.txt holds: install it, "
        "or let DATABASE_URL point at a server of your own."
    ) from error

PID_FILES = ("postmaster.pid", ".s.PGSQL.*.lock")
PATIENCE = 10  # seconds


def clear(directory: Path) -> None:
    """Make room for a new server in a directory whose server does not answer."""
    remains = list(postgres_processes(directory))
    for process in remains:
        # PostgreSQL's "leave at once, without a word": safe, since the next start recovers.
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGQUIT)
    psutil.wait_procs(remains, timeout=PATIENCE)
    for pattern in PID_FILES:
        for path in directory.glob(pattern):
            path.unlink()


def postgres_processes(directory: Path) -> Iterator[psutil.Process]:
    """Find the processes that really are PostgreSQL at work in this directory.

    Each process of a server keeps its data directory as working directory.
    """
    for process in psutil.process_iter():
        try:
            if process.name() == "postgres" and Path(process.cwd()) == directory:
                yield process
        except psutil.Error:
            continue  # Gone meanwhile, or another user's and so not ours.
