"""Runs all measurements, or those that are named: `python -m benchmarks [growth …]`.

Writes a file for each into `benchmarks/results`; ends with an error where a goal was missed.
"""

import argparse
import logging
import signal
import sys
from itertools import groupby

from benchmarks import growth, load, made_anew, start, wrk
from benchmarks.database import database_of
from benchmarks.goals import seconds_for_additions
from benchmarks.truth import measuring
from demo.static_files import collect_if_changed

SMALL, LARGE, EMPTY = 1_000, 100_000, 0
PARTS = {
    "load": load.measure,
    "made_anew": made_anew.measure,
    "start": start.measure,
    "growth": growth.measure,
    "truth": measuring.measure,
}


def main() -> None:
    """Measure and write; what was started ends with it, also at Ctrl-C or SIGTERM."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks")
    reader.add_argument("parts", nargs="*", help="all of them if left out")
    reader.add_argument("--large", type=int, default=LARGE, help="articles of the large site")
    asked = reader.parse_args()
    logging.disable(logging.WARNING)  # that nothing is at an address is among what is measured
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    wrk.require()
    collect_if_changed()
    try:
        missed = measure(asked.parts or list(PARTS), asked.large)
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    if missed:
        sys.exit(f"Missed: {'; '.join(missed)}.")


def measure(parts: list[str], large: int) -> list[str]:
    """Measure one part after another; return the goals that were missed."""
    missed = []
    sizes = {"growth": large, "truth": EMPTY}
    for size, names in groupby(parts, lambda part: sizes.get(part, SMALL)):
        with database_of(size) as database:
            for name in names:
                seconds_before = seconds_for_additions()
                report = PARTS[name](database)
                report.write(name, seconds_before)
                missed += [f"{goal.subject}: {goal.asked}" for goal in report.goals if goal.fails]
    return missed


if __name__ == "__main__":
    main()
