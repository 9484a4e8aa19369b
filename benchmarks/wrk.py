"""Load by wrk (https://github.com/wg/wrk), as Debian packages it."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

from benchmarks.servers import ACCEPTED

CONNECTIONS, THREADS = 8, 1
UNITS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What one run saw: requests a second, and the latency of 99 of 100 in milliseconds."""

    per_second: float
    p99: float


def run(address: str, seconds: int) -> Load:
    """Ask for an address as fast as it answers, after as many seconds to warm up.

    Leaves with an error when an answer was no success.
    """
    command = [
        *("wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"),
        *("--header", f"Accept-Encoding: {ACCEPTED}", address),
    ]
    for _turn in range(2):
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = re.search(r"Requests/sec: +([\d.]+)", said)
    latency = re.search(r"99% +([\d.]+)(us|ms|s)", said)
    if "Non-2xx" in said or not rate or not latency:
        sys.exit(f"{address} does not answer as it should:\n{said}")
    return Load(float(rate[1]), float(latency[1]) * UNITS[latency[2]])


def require() -> None:
    """Install wrk where that is possible, else leave and say what is missing."""
    if not shutil.which("wrk") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "wrk"], check=False)
    if not shutil.which("wrk"):
        sys.exit("wrk is missing; on Debian `apt-get install wrk` brings it.")
