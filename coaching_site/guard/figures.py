"""How often the guard is right, measured on sentences in which people marked what to find."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coaching_site.guard.findings import Finding
from coaching_site.guard.looking import look_at

MARK = re.compile(r"\[([^\]]*)\]")


@dataclass
class Figures:
    """Counts of marks and findings; a mark is found where findings cover each of its words."""

    marked: int = 0
    covered: int = 0
    found: int = 0
    right: int = 0
    wrong_lines: list[str] = field(default_factory=list)
    sentences: int = 0
    wrong_dangers: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.covered / self.marked if self.marked else 1.0


def figures_of(lines: Iterable[str]) -> Figures:
    """Measure lines in which [ ] stands round what to find; `!` begins one of danger."""
    figures = Figures()
    for line in lines:
        if line.strip() and not line.startswith("#"):
            _measure(line.strip(), figures)
    return figures


def _measure(line: str, figures: Figures) -> None:
    text, marks = _without_marks(line.removeprefix("! ").replace("//", "\n"))
    findings = look_at(text)
    covered = [mark for mark in marks if _is_covered(mark, findings.found)]
    right = [found for found in findings.found if any(_meet(found, mark) for mark in marks)]
    is_dangerous = line.startswith("! ")
    figures.sentences += 1
    figures.marked += len(marks)
    figures.covered += len(covered)
    figures.found += len(findings.found)
    figures.right += len(right)
    figures.wrong_dangers += findings.danger != is_dangerous
    is_wrong = len(covered) < len(marks) or len(right) < len(findings.found)
    if is_wrong or findings.danger != is_dangerous:
        words = ", ".join(found.words for found in findings.found) or "nothing"
        figures.wrong_lines.append(f"{line}  ->  {words}{' !' if findings.danger else ''}")


def _without_marks(line: str) -> tuple[str, list[tuple[int, int]]]:
    marks = []
    for taken, match in enumerate(MARK.finditer(line)):
        start = match.start() - 2 * taken
        marks.append((start, start + len(match[1])))
    return MARK.sub(r"\1", line), marks


def _is_covered(mark: tuple[int, int], found: tuple[Finding, ...]) -> bool:
    return any(finding.start <= mark[0] and mark[1] <= finding.end for finding in found)


def _meet(found: Finding, mark: tuple[int, int]) -> bool:
    return found.start < mark[1] and mark[0] < found.end
