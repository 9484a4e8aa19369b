"""The load of pages, as one table: `python -m benchmarks`, or `make bench` with all the rest.

Writes `benchmarks/results/load.md` and `load.svg`; ends with an error where a goal was missed.
"""

import os
import signal
import sys

from django.conf import settings

from benchmarks import hit_rate, load, memory, start, visits, wrk
from benchmarks.database import database_of
from benchmarks.goals import judged
from benchmarks.report import write
from demo.static_files import collect_if_changed

ARTICLES = 1_000


def main() -> None:
    """Measure and write; what was started ends with it, also at Ctrl-C or SIGTERM."""
    if settings.MODE != "demo":  # the package was imported first, which read the settings
        command = [sys.executable, "-m", "benchmarks"]
        os.execve(sys.executable, command, os.environ | {"SITE_MODE": "demo", "DATABASE_URL": ""})  # noqa: S606
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    wrk.require()
    collect_if_changed()
    try:
        measure()
    except KeyboardInterrupt:
        sys.exit("Stopped.")


def measure() -> None:
    """Measure one thing after another, each with servers of its own."""
    with database_of(ARTICLES) as database:
        figures = load.measure(database)
        judged_too = [hit_rate.measure(database), visits.measure(database)]
        also = start.measure(database)
    with database_of(memory.ARTICLES) as database:
        judged_too += memory.measure(database)
    goals = [*judged(figures), *(goal for goal, _sentence in judged_too)]
    write(figures, goals, [*(sentence for _goal, sentence in judged_too), *also])
    if missed := [f"{goal.subject}: {goal.asked}" for goal in goals if not goal.is_reached]:
        sys.exit(f"Not reached: {'; '.join(missed)}.")


if __name__ == "__main__":
    main()
