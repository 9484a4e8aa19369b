"""Pages from memory under load, each beside a bare Django view that answers as many bytes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from benchmarks import wrk
from benchmarks.goals import Goal, Report, at_most, table
from benchmarks.rows import SLUGS_BY_COMMENTS
from benchmarks.servers import WORKERS, bare_view, site

PAGES = {
    f"article, {number} comments": f"/artikelen/{slug}/"
    for number, slug in SLUGS_BY_COMMENTS.items()
} | {"list": "/artikelen/", "home": "/"}
TURNS, SECONDS = 7, 1
LEAST_TIMES = 1.05
TEXT = f"""
gunicorn with {WORKERS} workers and `gunicorn.conf.py`, wrk with {wrk.CONNECTIONS} connections
that asks for compression as browsers do; medians of {TURNS} turns of {SECONDS} s after one to warm
up. Each turn starts every server anew, since processes that do the same differ by some percent, by
where things came to lie in their memory; ratios are within a turn.
"""

type Pair = tuple[wrk.Load, wrk.Load]  # of the site, and of the bare view in the same turn
type Pairs = Mapping[str, Sequence[Pair]]  # by page


def measure(database: str) -> Report:
    """Put every page under load, turn by turn."""
    pairs: defaultdict[str, list[Pair]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for _turn in range(TURNS):
        with site(database) as served:
            for page, path in PAGES.items():
                sizes[page] = len(served.body(path))
                with bare_view(sizes[page]) as bare:
                    theirs = wrk.run(bare.address, SECONDS)
                pairs[page].append((wrk.run(served.address + path, SECONDS), theirs))
    return Report("Load", list(judged(pairs)), f"{TEXT.strip()}\n\n{_figures(pairs, sizes)}")


def judged(pairs: Pairs) -> Iterator[Goal]:
    """Yield what is asked of each page, beside what was measured."""
    for page, runs in pairs.items():
        times = median(ours.per_second / theirs.per_second for ours, theirs in runs)
        ours, theirs = (median(run[side].p99 for run in runs) for side in (0, 1))
        asked = f"at least {LEAST_TIMES} times the requests a second of the bare view"
        yield Goal(page, asked, f"{times:.2f}", times >= LEAST_TIMES)
        yield at_most(page, ours, theirs, "ms for 99 of 100, as the bare view")


def _figures(pairs: Pairs, sizes: Mapping[str, int]) -> str:
    rows = []
    for page, runs in pairs.items():
        rates = (median(run[side].per_second for run in runs) for side in (0, 1))
        rows.append((page, *(f"{rate:,.0f}" for rate in rates), f"{sizes[page]:,}"))
    return table(("page", "requests/s", "of the bare view", "bytes"), rows)
