"""Requests a second, latency and processor time of pages, server beside server."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Self

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import wrk
from benchmarks.database import backends
from benchmarks.served import CACHE_MEGABYTES, PAGES, constant, site
from benchmarks.servers import BY_BROWSERS, NONE, Server, processor_seconds
from benchmarks.wagtail import SHARED, wagtail

FUNCTION, VIEW, ONE_ROW = "bare WSGI function", "bare Django view", "Django, one row"
CACHED, UNCACHED = "this site", "this site, cache off"
LEAST = ((FUNCTION, "bare_function"), (VIEW, "bare_view"))
TURNS, SECONDS, WARMING = 9, 1, 1
# What is far slower shows so in fewer turns.
TURNS_OF_SLOW = 3
LONGEST = "article, 100 comments"
# Every browser asks for compression; the longest page also as it is without.
ASKED = {
    **{page: (path, BY_BROWSERS) for page, path in PAGES.items()},
    f"{LONGEST}, uncompressed": (PAGES[LONGEST], NONE),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page on a server, as who accepts these encodings gets it; the queries, if counted."""

    name: str
    page: str
    server: Server
    path: str
    accepted: str
    queries: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a candidate: what wrk saw, and what the servers used.

    `processor` is in milliseconds of all processes for each request; `share` and `resident` are
    the megabytes of a worker, `size` the bytes of a body.
    """

    candidate: Candidate
    seen: wrk.Load
    processor: float
    share: float
    resident: float
    size: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The runs of one page on one server, a turn each: medians in the units of a run."""

    runs: Sequence[Run]

    @property
    def server(self) -> str:
        return self.runs[0].candidate.name

    @property
    def page(self) -> str:
        return self.runs[0].candidate.page

    @property
    def queries(self) -> int | None:
        return self.runs[0].candidate.queries

    @property
    def size(self) -> int:
        return self.runs[0].size

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

    @property
    def share(self) -> float:
        return median(run.share for run in self.runs)

    @property
    def resident(self) -> float:
        return median(run.resident for run in self.runs)

    def times(self, other: Self) -> float:
        """Return how many times the requests a second of another, in the turns of both."""
        return median(
            mine.seen.per_second / theirs.seen.per_second
            for mine, theirs in zip(self.runs, other.runs, strict=False)
        )


def measure(database: str) -> list[Figures]:
    """Return the figures of every page on every server."""
    runs: defaultdict[tuple[str, str], list[Run]] = defaultdict(list)
    with wagtail(database) as peer:
        for turn in range(TURNS):
            for run in _turn(database, peer, with_slow=turn < TURNS_OF_SLOW):
                runs[run.candidate.page, run.candidate.name].append(run)
    return [Figures(same) for same in runs.values()]


def _turn(database: str, peer: Server | None, *, with_slow: bool) -> Iterator[Run]:
    """Put every page of every server under load once.

    The servers are new in each turn: processes that do the same differ by some percent, by where
    things came to lie in their memory.
    """
    with site(database, CACHE_MEGABYTES) as cached, site(database, 0) as uncached:
        cached.first_answer()
        uncached.first_answer()
        for page, (path, accepted) in ASKED.items():
            size = len(cached.body(path, accepted))
            with ExitStack() as stack:
                start = partial(_bare, stack, size, database)
                candidates = [
                    *(Candidate(name, page, start(app), "/", accepted, 0) for name, app in LEAST),
                    Candidate(CACHED, page, cached, path, accepted, 0),
                ]
                if with_slow:
                    queries = _queries(path)
                    candidates += [
                        Candidate(ONE_ROW, page, start("one_row"), "/", accepted, 1),
                        Candidate(UNCACHED, page, uncached, path, accepted, queries),
                    ]
                if with_slow and peer and page in SHARED:
                    candidates.append(Candidate("Wagtail", page, peer, path, accepted, None))
                yield from map(_run, candidates)


def _bare(stack: ExitStack, size: int, database: str, application: str) -> Server:
    """Return a started server that answers so many bytes, until the stack ends."""
    server = stack.enter_context(constant(application, size, database))
    server.first_answer()
    return server


def _run(candidate: Candidate) -> Run:
    """Put a page under load; a connection that is opened meanwhile counts from then on."""
    address, accepted = candidate.server.address + candidate.path, candidate.accepted
    wrk.run(address, accepted, WARMING)
    before = _processor_seconds(candidate)
    seen = wrk.run(address, accepted, SECONDS)
    after = _processor_seconds(candidate)
    used = sum(seconds - before.get(process, 0) for process, seconds in after.items())
    share, resident = candidate.server.memory()
    size = len(candidate.server.body(candidate.path, accepted))
    sys.stderr.write(f"{candidate.page}, {candidate.name}: {seen.per_second:,.0f} a second\n")
    return Run(candidate, seen, 1_000 * used / seen.requests, share, resident, size)


def _processor_seconds(candidate: Candidate) -> dict[int, float]:
    return processor_seconds([*candidate.server.processes(), *backends()])


def _queries(path: str) -> int:
    """Return how many queries a page makes, asked for in this process."""
    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
