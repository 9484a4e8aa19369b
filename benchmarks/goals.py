"""What is asked of the site, and the files that say whether it was reached."""

import os
import platform
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from django.utils import timezone

RESULTS = Path(__file__).parent / "results"
# Before anything was measured: over the number of cores, others were at work as well.
LOAD_AT_START = os.getloadavg()[0]
SECONDS_OF_GOALS = 0.25  # for the additions, on the machine for which goals in seconds were set


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing that is asked, beside what was measured, in words.

    A run that misses it ends with an error, unless it only `is_wished`.
    """

    subject: str
    asked: str
    measured: str
    is_reached: bool
    is_wished: bool = False

    @property
    def fails(self) -> bool:
        return not (self.is_reached or self.is_wished)


def at_most(
    subject: str, measured: float, most: float, unit: str, *, is_wished: bool = False
) -> Goal:
    """Return the goal that something takes no more than so many of a unit."""
    asked, taken = (f"{amount:.2f}".removesuffix(".00") for amount in (most, measured))
    return Goal(subject, f"at most {asked} {unit}", taken, measured <= most, is_wished)


@dataclass(frozen=True, slots=True)
class Report:
    """What one part of a run found out: goals, and in Markdown what else is worth knowing."""

    title: str
    goals: Sequence[Goal]
    text: str = ""

    def write(self, name: str, seconds_before: float) -> None:
        """Write the file of this part, and print it.

        `seconds_before` is what additions took before it was measured.
        """
        parts = [f"# {self.title}", conditions(seconds_before), table_of(self.goals), self.text]
        text = "\n\n".join(parts).rstrip() + "\n"
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{name}.md").write_text(text)
        sys.stdout.write(f"{text}\n")


def table_of(goals: Sequence[Goal]) -> str:
    """Return what was asked beside what was measured, in Markdown."""
    rows = [
        (goal.subject, goal.asked, goal.measured, "reached" if goal.is_reached else "**missed**")
        for goal in goals
    ]
    return table(("of what", "goal", "measured", ""), rows)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown; from the second column on figures stand at the right."""
    first = rows[0] if rows else headings
    lines = ["---:" if place and cell[:1].isdigit() else "---" for place, cell in enumerate(first)]
    return "\n".join(f"| {' | '.join(line)} |" for line in [headings, lines, *rows])


def conditions(*seconds_before: float) -> str:
    """Return the day, the machine, the versions, and how busy and how quick the machine was."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("Django", "gunicorn", "psycopg"))
    told = Path("/proc/cpuinfo").read_text().partition("model name\t: ")[2]
    processor = told.partition("\n")[0] or platform.machine()
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        [postgres] = cursor.fetchone()
    seconds = [*seconds_before, seconds_for_additions()]
    additions = " before and ".join(f"{each:.2f} s" for each in seconds)
    return (
        f"{timezone.localdate()}: {os.cpu_count()} cores of {processor}, "
        f"Python {platform.python_version()}, {packages}, PostgreSQL {postgres}. "
        f"Load of the machine at the start: {LOAD_AT_START:.1f}.\n\n"
        f"Five million additions take Python {additions} now; "
        f"goals in seconds were set where they take {SECONDS_OF_GOALS} s."
    )


def seconds_for_additions() -> float:
    """Return how quick the machine is just now, in seconds of the processor for five million."""
    begun, total = time.process_time(), 0
    for number in range(5_000_000):
        total += number
    return time.process_time() - begun
