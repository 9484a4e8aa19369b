"""The results of the load as a Markdown table and a chart."""

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.chart import bars
from benchmarks.goals import Goal
from benchmarks.goals import table as table_of_goals
from benchmarks.load import FUNCTION, SECONDS, TURNS, TURNS_OF_SLOW, VIEW, Figures
from benchmarks.machine import description
from benchmarks.servers import WORKERS
from benchmarks.wrk import CONNECTIONS

RESULTS = Path(__file__).parent / "results"
HEADINGS = (
    "page", "server", "requests/s", "of bare view", "of bare function", "p50 ms", "p99 ms",
    "CPU ms", "PSS MB", "RSS MB", "bytes", "queries",
)  # fmt: skip


INTRODUCTION = (
    f"gunicorn with {WORKERS} sync workers on loopback, all with `gunicorn.conf.py`, wrk with "
    f"{CONNECTIONS} connections that asks for compression as browsers do, but where a page is "
    f"called uncompressed; medians of {TURNS} turns of {SECONDS} s, of {TURNS_OF_SLOW} for what "
    "is far slower. Each turn starts the servers anew, Wagtail excepted, since processes that do "
    "the same differ by some percent; ratios are within a turn. CPU: of all processes of gunicorn "
    "and PostgreSQL, for each request. "
    "Memory after a run, and those before it of its turn: RSS of a worker, "
    "PSS of all processes of gunicorn, for each worker. The absolute figures are "
    "those of this machine in these minutes."
)


def write(figures: Sequence[Figures], goals: Sequence[Goal], also: Sequence[str]) -> None:
    """Write tables and chart, and print the tables; `also` are lines on what else was measured."""
    RESULTS.mkdir(exist_ok=True)
    parts = ["# Load", description(), INTRODUCTION, "![Requests a second](load.svg)"]
    lines = "\n".join(f"- {line}" for line in also)
    text = "\n\n".join([*parts, table(figures), table_of_goals(goals), lines])
    (RESULTS / "load.md").write_text(text + "\n")
    (RESULTS / "load.svg").write_text(bars("Requests a second", _groups(figures)))
    sys.stdout.write(text + "\n")


def table(figures: Sequence[Figures]) -> str:
    """Return the figures as a Markdown table, each beside the bare servers of as many bytes."""
    lines = [f"| {' | '.join(HEADINGS)} |", "| --- | --- |" + " ---: |" * (len(HEADINGS) - 2)]
    by_name = {(each.page, each.server): each for each in figures}
    for each in figures:
        cells = (
            each.page,
            each.server,
            f"{each.per_second:,.0f}",
            f"{each.times(by_name[each.page, VIEW]):.2f}",
            f"{each.times(by_name[each.page, FUNCTION]):.2f}",
            f"{each.p50:.2f}",
            f"{each.p99:.2f}",
            f"{each.processor:.3f}",
            f"{each.share:.0f}",
            f"{each.resident:.0f}",
            f"{each.size:,}",
            "" if each.queries is None else str(each.queries),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _groups(figures: Sequence[Figures]) -> dict[str, dict[str, float]]:
    groups: dict[str, dict[str, float]] = {}
    for each in figures:
        groups.setdefault(each.page, {})[each.server] = each.per_second
    return groups
