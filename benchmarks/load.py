"""Requests a second, latency and processor time of pages, server beside server."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from typing import Self

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import wrk
from benchmarks.database import backends
from benchmarks.served import CACHE_MEGABYTES, PAGES, constant, site
from benchmarks.servers import Server, processor_seconds
from benchmarks.wagtail import SHARED, wagtail

FUNCTION, VIEW, ONE_ROW = "bare WSGI function", "bare Django view", "Django, one row"
CACHED, UNCACHED = "this site", "this site, cache off"
APPLICATIONS = {FUNCTION: "bare_function", VIEW: "bare_view", ONE_ROW: "one_row"}
RUNS, SECONDS, WARMING = 3, 3, 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page on a server; `queries` is None where nobody counts them."""

    name: str
    page: str
    server: Server
    path: str
    queries: int | None = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what wrk saw, and the processor milliseconds of all processes for each request."""

    seen: wrk.Load
    processor: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All runs of a candidate: medians in milliseconds; megabytes of a worker; bytes of a body."""

    server: str
    page: str
    runs: Sequence[Run]
    share: float
    resident: float
    size: int
    queries: int | None

    @property
    def per_second(self) -> float:
        return median(run.seen.per_second for run in self.runs)

    @property
    def p50(self) -> float:
        return median(run.seen.p50 for run in self.runs)

    @property
    def p99(self) -> float:
        return median(run.seen.p99 for run in self.runs)

    @property
    def processor(self) -> float:
        return median(run.processor for run in self.runs)

    def times(self, other: Self) -> float:
        """Return how many times the requests a second of another, turn by turn."""
        return median(
            mine.seen.per_second / theirs.seen.per_second
            for mine, theirs in zip(self.runs, other.runs, strict=True)
        )


def measure(database: str) -> list[Figures]:
    """Return the figures of every page on every server.

    What is compared runs in turns within the same minutes: the machine has other work as well.
    """
    figures = []
    with (
        site(database, CACHE_MEGABYTES) as cached,
        site(database, 0) as uncached,
        wagtail(database) as peer,
    ):
        cached.first_answer()
        uncached.first_answer()
        for page, path in PAGES.items():
            ours = [
                Candidate(CACHED, page, cached, path),
                Candidate(UNCACHED, page, uncached, path, _queries(path)),
            ]
            theirs = (
                [Candidate("Wagtail", page, peer, path, None)] if peer and page in SHARED else []
            )
            figures += _compare([*ours, *theirs], database)
    return figures


def _compare(candidates: list[Candidate], database: str) -> list[Figures]:
    """Return the figures of candidates, with bare servers before them that answer as many bytes."""
    page, size = candidates[0].page, len(candidates[0].server.body(candidates[0].path))
    with ExitStack() as stack:
        bare = []
        for name, application in APPLICATIONS.items():
            server = stack.enter_context(constant(application, size, database))
            server.first_answer()
            bare.append(Candidate(name, page, server, "/", int(name == ONE_ROW)))
        candidates = [*bare, *candidates]
        for candidate in candidates:
            wrk.run(candidate.server.address + candidate.path, WARMING)
        rounds = [[_run(candidate) for candidate in candidates] for _round in range(RUNS)]
        return [
            _figures(candidate, runs)
            for candidate, runs in zip(candidates, zip(*rounds, strict=True), strict=True)
        ]


def _run(candidate: Candidate) -> Run:
    """Put a page under load once; a connection that is opened meanwhile counts from then on."""
    before = _processor_seconds(candidate)
    seen = wrk.run(candidate.server.address + candidate.path, SECONDS)
    after = _processor_seconds(candidate)
    used = sum(seconds - before.get(process, 0) for process, seconds in after.items())
    sys.stderr.write(f"{candidate.page}, {candidate.name}: {seen.per_second:,.0f} a second\n")
    return Run(seen, 1_000 * used / seen.requests)


def _processor_seconds(candidate: Candidate) -> dict[int, float]:
    return processor_seconds([*candidate.server.processes(), *backends()])


def _figures(candidate: Candidate, runs: Sequence[Run]) -> Figures:
    share, resident = candidate.server.memory()
    size = len(candidate.server.body(candidate.path))
    return Figures(candidate.name, candidate.page, runs, share, resident, size, candidate.queries)


def _queries(path: str) -> int:
    """Return how many queries a page makes, asked for in this process."""
    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
