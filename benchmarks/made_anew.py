"""What a page costs that no cache holds, beside the same in Wagtail."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from django.conf import settings

from benchmarks.goals import Goal, Report, at_most, table
from benchmarks.load import PAGES
from benchmarks.servers import PEERS, site_environment
from benchmarks.wagtail import PYTHON, wagtail

TURNS = 5
PROGRAM = PEERS / "in_process.py"
# The pages that Wagtail has too, at the same addresses; and how many times its time ours may take.
MOST = {"article, 5 comments": 1.0, "article, 100 comments": 1.0, "list": 2 / 3}
TEXT = """
Milliseconds of the processor for one request, of the process that answers and of its PostgreSQL.
Both sites are asked in the same way, by `benchmarks/peers/in_process.py` without a server, and take
turns: medians of turns, ratios within a turn. Wagtail's pages hold less: one image in one size for
each article, no series, no related articles, no archive, no descriptions for other sites.
"""

type Costs = Mapping[str, Mapping[str, float]]  # of each page, in the process and in the database
type Turns = Sequence[tuple[Costs, Costs]]  # of this site, and of Wagtail


def measure(database: str) -> Report:
    """Ask both sites for their pages, turn by turn."""
    here = os.environ | site_environment(database) | {"PYTHONPATH": str(settings.BASE_DIR)}
    with wagtail() as there:
        turns = [(_ask(sys.executable, here), _ask(str(PYTHON), there)) for _turn in range(TURNS)]
    return Report("Made anew", list(judged(turns)), f"{TEXT.strip()}\n\n{_figures(turns)}")


def judged(turns: Turns) -> Iterator[Goal]:
    """Yield what is wished of each page, beside what was measured."""
    for page, most in MOST.items():
        times = median(_both(ours[page]) / _both(theirs[page]) for ours, theirs in turns)
        yield at_most(page, times, most, "times Wagtail's processor time", is_wished=True)


def _ask(python: str, environment: Mapping[str, str]) -> Costs:
    command = [python, PROGRAM, *(PAGES[page] for page in MOST)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    return dict(zip(MOST, json.loads(done.stdout), strict=True))


def _both(costs: Mapping[str, float]) -> float:
    return sum(costs.values())


def _figures(turns: Turns) -> str:
    rows = []
    for page in MOST:
        for side, name in enumerate(("this site", "Wagtail")):
            costs = [turn[side][page] for turn in turns]
            parts = [[cost[part] for cost in costs] for part in ("process", "database")]
            medians = map(median, [list(map(_both, costs)), *parts])
            rows.append((page, name, *(f"{milliseconds:.1f}" for milliseconds in medians)))
    return table(("page", "site", "both", "process", "database"), rows)
