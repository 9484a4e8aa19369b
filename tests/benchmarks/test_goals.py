"""What the load of pages has to reach, and whether it did."""

from typing import Any, cast

import pytest

from benchmarks.goals import MOST_MILLISECONDS, judged, table
from benchmarks.load import CACHED, UNCACHED, VIEW, Candidate, Figures, Run
from benchmarks.wrk import Load

type Measured = dict[str, float]

QUICK: Measured = {"per_second": 1_150.0}


def figures(page: str, server: str, measured: Measured) -> Figures:
    """Return one turn of a page on a server, as it would be measured."""
    values = {"per_second": 1_000.0, "p99": 2.0, "processor": 0.2} | measured
    candidate = Candidate(server, page, cast("Any", None), "/", "gzip", 0)
    seen = Load(1_000, values["per_second"], 1.0, values["p99"])
    return Figures([Run(candidate, seen, values["processor"], 8, 20, 100)])


def missed(page: str, cached: Measured, uncached: Measured) -> list[str]:
    """Return what one page misses, where all others reach everything."""
    found = []
    for name in MOST_MILLISECONDS:
        here = name == page
        found += [
            figures(name, VIEW, {}),
            figures(name, CACHED, QUICK | cached if here else QUICK),
            figures(name, UNCACHED, uncached if here else {}),
        ]
    return [f"{goal.subject}: {goal.asked}" for goal in judged(found) if not goal.is_reached]


def test_a_site_that_is_as_quick_as_asked_misses_nothing() -> None:
    assert missed("list", {"p99": 2.0}, {"processor": 0.2 * 2.5 / 0.18}) == []


@pytest.mark.parametrize(
    ("cached", "uncached", "asked"),
    [
        ({"per_second": 1_149.0}, {}, "list: at least 1.15 times the requests a second"),
        ({"p99": 2.1}, {}, "list: p99 no more than that of a bare view"),
        ({}, {"processor": 2.8}, "list: made anew in the processor time of 13.9 bare views"),
    ],
)
def test_what_is_missed_is_said(cached: Measured, uncached: Measured, asked: str) -> None:
    [said] = missed("list", cached, uncached)

    assert said.startswith(asked)


def test_the_table_says_of_each_goal_whether_it_was_reached() -> None:
    servers = [
        figures(page, server, {})
        for page in MOST_MILLISECONDS
        for server in (VIEW, CACHED, UNCACHED)
    ]
    lines = table(list(judged(servers))).splitlines()

    requests = "at least 1.15 times the requests a second of a bare view"
    anew = "made anew in the processor time of 13.9 bare views (2.5 ms then)"
    assert lines[8:11] == [
        f"| list | {requests} | 1.00 | **not reached** |",
        "| list | p99 no more than that of a bare view | 2.00 ms; 2.00 ms | reached |",
        f"| list | {anew} | 1.0 | reached |",
    ]
