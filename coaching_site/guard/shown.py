"""Findings as their writer sees them: each in its own sentence."""

import re
from dataclasses import dataclass

from coaching_site.guard.findings import Finding, Findings

AROUND = 80  # characters
MOST_SHOWN = 20
END = re.compile(r"[.!?…](?=\s)|\n")
FIRST_WORD = re.compile(r"^\S*\s+")
LAST_WORD = re.compile(r"\s+\S*$")


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding between the words before and behind it."""

    finding: Finding
    before: str
    behind: str


def shown_in(findings: Findings) -> list[Shown]:
    """Return the first findings, each word for word once, with what stands around them."""
    by_key = {finding.key: finding for finding in reversed(findings.found)}
    once = sorted(by_key.values(), key=lambda finding: finding.start)[:MOST_SHOWN]
    return [
        Shown(
            finding,
            _tail(findings.text[: finding.start][-AROUND:]),
            _head(findings.text[finding.end :][:AROUND]),
        )
        for finding in once
    ]


def _tail(text: str) -> str:
    ends = list(END.finditer(text))
    if ends:
        return text[ends[-1].end() :].lstrip()
    return f"… {FIRST_WORD.sub('', text)}" if len(text) == AROUND else text


def _head(text: str) -> str:
    end = END.search(text)
    if end:
        return text[: end.end()].rstrip()
    return f"{LAST_WORD.sub('', text)} …" if len(text) == AROUND else text
