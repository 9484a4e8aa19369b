"""What was measured on: figures without it mean nothing."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from django.utils import timezone

# Before anything was measured: over the number of cores, others were at work as well.
LOAD_AT_START = os.getloadavg()[0]


def description() -> str:
    """Return one line with date, machine, versions, and how busy others kept the machine."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("Django", "gunicorn", "psycopg"))
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        [postgres] = cursor.fetchone()
    return (
        f"{timezone.localdate()}: {os.cpu_count()} cores of {_processor()}, "
        f"Python {platform.python_version()}, {packages}, PostgreSQL {postgres}. "
        f"Load of the machine at the start: {LOAD_AT_START:.1f}."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(": ")[2]
    return platform.machine()
