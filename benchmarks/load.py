"""Requests a second, latency and processor time of pages, server beside server."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median
from typing import Self

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import wrk
from benchmarks.database import backends
from benchmarks.served import CACHE_MEGABYTES, PAGES, constant, site
from benchmarks.servers import BY_BROWSERS, UNCOMPRESSED, Server, processor_seconds
from benchmarks.wagtail import SHARED, wagtail

FUNCTION, VIEW, ONE_ROW = "bare WSGI function", "bare Django view", "Django, one row"
CACHED, UNCACHED, WAGTAIL = "this site", "this site, cache off", "Wagtail"
NAMES = (FUNCTION, VIEW, ONE_ROW, CACHED, UNCACHED, WAGTAIL)
LEAST = ((FUNCTION, "bare_function"), (VIEW, "bare_view"))
TURNS, SECONDS, WARMING = 9, 1, 1
# What is far slower shows so in fewer turns.
TURNS_OF_SLOW = 3
LONGEST = "article, 100 comments"
# Every browser asks for compression; the longest page also as it is without.
ASKED = {
    **{page: (path, BY_BROWSERS) for page, path in PAGES.items()},
    f"{LONGEST}, uncompressed": (PAGES[LONGEST], UNCOMPRESSED),
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
    queries = {path: _queries(path) for path in PAGES.values()}
    with wagtail(database) as peer:
        for turn in range(TURNS):
            candidates = _least(database)
            # The slow ones come in the first turns, so that `times` compares the same ones.
            if turn < TURNS_OF_SLOW:
                candidates = chain(candidates, _slow(database, queries, peer))
            for run in map(_run, candidates):
                runs[run.candidate.page, run.candidate.name].append(run)
    return [Figures(runs[page, name]) for page in ASKED for name in NAMES if (page, name) in runs]


def _least(database: str) -> Iterator[Candidate]:
    """Yield each page from memory, after the least that answers as many bytes.

    The servers are new in each turn: processes that do the same differ by some percent, by where
    things came to lie in their memory.
    """
    with site(database, CACHE_MEGABYTES) as cached:
        cached.first_answer()
        for page, (path, accepted) in ASKED.items():
            size = len(cached.body(path, accepted))
            for name, application in LEAST:
                with constant(application, size) as bare:
                    bare.first_answer()
                    yield Candidate(name, page, bare, "/", accepted, 0)
            yield Candidate(CACHED, page, cached, path, accepted, 0)


def _slow(database: str, queries: Mapping[str, int], peer: Server | None) -> Iterator[Candidate]:
    """Yield each page as it is made for each request: here, and by Wagtail, which runs on."""
    with site(database, 0) as uncached:
        uncached.first_answer()
        for page, (path, accepted) in ASKED.items():
            with constant("one_row", len(uncached.body(path, accepted)), database) as one_row:
                one_row.first_answer()
                yield Candidate(ONE_ROW, page, one_row, "/", accepted, 1)
            yield Candidate(UNCACHED, page, uncached, path, accepted, queries[path])
            if peer and page in SHARED:
                yield Candidate(WAGTAIL, page, peer, path, accepted, None)


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
