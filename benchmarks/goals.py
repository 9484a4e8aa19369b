"""What is asked of the site, and the files that say whether it was reached."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import description

RESULTS = Path(__file__).parent / "results"


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


@dataclass(frozen=True, slots=True)
class Report:
    """What one part of a run found out: goals, and in Markdown what else is worth knowing."""

    title: str
    goals: Sequence[Goal]
    text: str

    def write(self, name: str) -> None:
        """Write the file of this part, and print it."""
        goals = [
            (
                goal.subject,
                goal.asked,
                goal.measured,
                "reached" if goal.is_reached else "**missed**",
            )
            for goal in self.goals
        ]
        parts = [
            f"# {self.title}",
            description(),
            table(("of what", "goal", "measured", ""), goals),
        ]
        text = "\n\n".join([*parts, self.text]).rstrip() + "\n"
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{name}.md").write_text(text)
        sys.stdout.write(f"{text}\n")


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown; from the second column on figures stand at the right."""
    first = rows[0] if rows else headings
    lines = ["---:" if place and cell[:1].isdigit() else "---" for place, cell in enumerate(first)]
    return "\n".join(f"| {' | '.join(line)} |" for line in [headings, lines, *rows])
