"""What the load of pages has to reach: said in the table of results, and by how the command ends.

Processor time was set in milliseconds on a machine on which a bare Django view takes 0.18 of them.
It is judged in bare views, since the same machine is up to a half slower on another day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.load import CACHED, UNCACHED, VIEW, Figures

LEAST_TIMES = 1.15  # as many requests a second, from memory
VIEW_MILLISECONDS = 0.18
MOST_MILLISECONDS = {
    "article, 5 comments": 2.0,
    "article, 100 comments": 3.5,
    "list": 2.5,
    "home": 3.0,
}


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing that is asked of a page or of the site, with what was measured, in words."""

    subject: str
    asked: str
    measured: str
    is_reached: bool


def judged(figures: Sequence[Figures]) -> Iterator[Goal]:
    """Yield what is asked of each page, beside what was measured."""
    by_name = {(each.page, each.server): each for each in figures}
    for page, milliseconds in MOST_MILLISECONDS.items():
        view, cached = by_name[page, VIEW], by_name[page, CACHED]
        times = cached.times(view)
        views = by_name[page, UNCACHED].processor / view.processor
        most = milliseconds / VIEW_MILLISECONDS
        yield Goal(
            page,
            f"at least {LEAST_TIMES} times the requests a second of a bare view",
            f"{times:.2f}",
            times >= LEAST_TIMES,
        )
        yield Goal(
            page,
            "p99 no more than that of a bare view",
            f"{cached.p99:.2f} ms; {view.p99:.2f} ms",
            cached.p99 <= view.p99,
        )
        yield Goal(
            page,
            f"made anew in the processor time of {most:.1f} bare views ({milliseconds} ms then)",
            f"{views:.1f}",
            views <= most,
        )


def table(goals: Sequence[Goal]) -> str:
    """Return the goals as a Markdown table."""
    lines = ["| of what | goal | measured | |", "| --- | --- | --- | --- |"]
    for goal in goals:
        reached = "reached" if goal.is_reached else "**not reached**"
        lines.append(f"| {goal.subject} | {goal.asked} | {goal.measured} | {reached} |")
    return "\n".join(lines)
