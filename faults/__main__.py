"""Makes all faults, or those that are named: `python -m faults [restart …]`.

Prints what was measured beside what must be; ends with an error where that was missed.
"""

import argparse
import logging
import signal
import sys
import time

from django.db import connection

from benchmarks.database import database_of
from benchmarks.goals import Goal, conditions, table_of
from demo.static_files import collect_if_changed
from faults import (
    database_away,
    demo_beside_production,
    flood_of_comments,
    frozen_database,
    killed_workers,
    locked_row,
    restart,
    slow_mail_server,
    strangers_address,
    twenty_at_once,
    worker_without_database,
)
from faults.stage.postgres import DIRECTORY, copy_of
from faults.stage.site import Stage

ARTICLES = 200
FAULTS = {
    module.__name__.rpartition(".")[2]: module.measure
    for module in (
        locked_row,
        frozen_database,
        database_away,
        flood_of_comments,
        strangers_address,
        twenty_at_once,
        slow_mail_server,
        restart,
        demo_beside_production,
        worker_without_database,
        killed_workers,
    )
}


def main() -> None:
    """Make the faults and print; what was started ends with it, also at Ctrl-C or SIGTERM."""
    reader = argparse.ArgumentParser(prog="python -m faults")
    reader.add_argument("faults", nargs="*", metavar="fault", help=f"one of {', '.join(FAULTS)}")
    asked = reader.parse_args().faults or list(FAULTS)
    if unknown := set(asked) - set(FAULTS):
        reader.error(f"There is no fault called {', '.join(sorted(unknown))}.")
    logging.disable(logging.WARNING)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    collect_if_changed()
    try:
        missed = [goal for goal in make(asked) if goal.fails]
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    if missed:
        sys.exit(f"Missed: {'; '.join(f'{goal.subject}: {goal.asked}' for goal in missed)}.")


def make(names: list[str]) -> list[Goal]:
    """Make one fault after another, each on a copy of the same database; return what was asked."""
    goals: list[Goal] = []
    with database_of(ARTICLES, DIRECTORY):
        template = connection.settings_dict["NAME"]
        sys.stdout.write(f"{conditions()}\n")
        for name in names:
            begun = time.monotonic()
            with copy_of(template, f"{template}_{name}") as database, Stage(database) as stage:
                found = FAULTS[name](stage)
            seconds = time.monotonic() - begun
            sys.stdout.write(f"\n# {name} ({seconds:.0f} s)\n\n{table_of(found)}\n")
            sys.stdout.flush()
            goals += found
    return goals


if __name__ == "__main__":
    main()
