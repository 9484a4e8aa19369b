"""What a page costs that no cache holds, beside the same in Wagtail."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from django.conf import settings

from benchmarks.goals import Goal, Report, table
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

type Figures = dict[str, float]
type Turns = Mapping[str, Sequence[Figures]]  # by page


def measure(database: str) -> Report:
    """Ask both sites for their pages, turn by turn."""
    ours, theirs = defaultdict(list), defaultdict(list)
    here = os.environ | site_environment(database) | {"PYTHONPATH": str(settings.BASE_DIR)}
    with wagtail() as there:
        for _turn in range(TURNS):
            for page, figures in _ask(sys.executable, here, PAGES).items():
                ours[page].append(figures)
            for page, figures in _ask(str(PYTHON), there, MOST).items():
                theirs[page].append(figures)
    text = f"{TEXT.strip()}\n\n{_figures(ours, theirs)}"
    return Report("Made anew", list(judged(ours, theirs)), text)


def judged(ours: Turns, theirs: Turns) -> Iterator[Goal]:
    """Yield what is wished of each page, beside what was measured."""
    for page, most in MOST.items():
        pairs = zip(ours[page], theirs[page], strict=True)
        times = median(_both(mine) / _both(its) for mine, its in pairs)
        asked = f"at most {most:.2f} times the processor time of Wagtail"
        yield Goal(page, asked, f"{times:.2f}", times <= most, is_wished=True)


def _ask(
    python: str, environment: Mapping[str, str], pages: Mapping[str, object]
) -> dict[str, Figures]:
    """Return the figures of one turn, by page."""
    command = [python, PROGRAM, *(PAGES[page] for page in pages)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    found: dict[str, Figures] = json.loads(done.stdout)
    return {page: found[PAGES[page]] for page in pages}


def _both(figures: Figures) -> float:
    return figures["process"] + figures["database"]


def _figures(ours: Turns, theirs: Turns) -> str:
    rows = [
        (
            page,
            name,
            f"{median(map(_both, turns)):.1f}",
            *(f"{median(turn[part] for turn in turns):.1f}" for part in ("process", "database")),
            *(f"{turns[0][part]:,.0f}" for part in ("queries", "bytes")),
        )
        for page in PAGES
        for name, site in (("this site", ours), ("Wagtail", theirs))
        if (turns := site.get(page))
    ]
    return table(("page", "site", "both", "process", "database", "queries", "bytes"), rows)
