"""Load by wrk (https://github.com/wg/wrk), as Debian packages it."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

CONNECTIONS, THREADS = 8, 1
UNITS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What one run saw: how many requests, how many a second, and latencies in milliseconds."""

    requests: int
    per_second: float
    p50: float
    p99: float


def run(address: str, accepted: str, seconds: int) -> Load:
    """Ask for an address as fast as it answers, over eight connections, in an accepted encoding.

    Leaves with an error when an answer was no success.
    """
    command = [
        *("wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"),
        *("--header", f"Accept-Encoding: {accepted}", address),
    ]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    if "Non-2xx" in said or "timeout" in said.partition("Socket errors:")[2].replace(
        "timeout 0", ""
    ):
        sys.exit(f"{address} does not answer as it should:\n{said}")
    return Load(
        requests=int(_found(r"(\d+) requests in", said)),
        per_second=float(_found(r"Requests/sec: +([\d.]+)", said)),
        p50=_milliseconds(_found(r"50% +(\S+)", said)),
        p99=_milliseconds(_found(r"99% +(\S+)", said)),
    )


def require() -> None:
    """Install wrk where that is possible, else leave and say what is missing."""
    if not shutil.which("wrk") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "wrk"], check=False)  # noqa: S607
    if not shutil.which("wrk"):
        sys.exit("wrk is missing; on Debian `apt-get install wrk` brings it.")


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        sys.exit(f"wrk says something unexpected:\n{text}")
    return match[1]


def _milliseconds(words: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", words).groups()
    return float(number) * UNITS[unit]
