"""How soon gunicorn answers after its start, and how much memory it takes."""

from collections.abc import Iterator
from statistics import median

from django.test import Client

from benchmarks.goals import Goal, Report
from benchmarks.growth import public_pages
from benchmarks.servers import WORKERS, site

STARTS, MOST_SECONDS, MOST_MEGABYTES = 5, 1.0, 120
ROUNDS = 4  # until both workers have shown every page, as good as surely


def measure(database: str) -> Report:
    """Start gunicorn a few times, and let it show every kind of page the last time."""
    seconds = []
    for _start in range(STARTS):
        with site(database) as server:
            seconds.append(server.seconds_to_first_page)
            paths = list(public_pages(Client()).values())
            at_first = server.megabytes()
            for path in paths * ROUNDS:
                server.body(path)
            megabytes = server.megabytes()
    text = f"After the first page it has {at_first:.0f} MB."
    return Report("Start", list(judged(median(seconds), megabytes)), text)


def judged(seconds: float, megabytes: float) -> Iterator[Goal]:
    """Yield what is asked of a start, beside what was measured."""
    yield Goal(
        "from the start of gunicorn to its first page",
        f"at most {MOST_SECONDS:.0f} s",
        f"{seconds:.2f} s",
        seconds <= MOST_SECONDS,
    )
    yield Goal(
        f"gunicorn with {WORKERS} workers that showed every kind of page",
        f"at most {MOST_MEGABYTES} MB (PSS)",
        f"{megabytes:.0f} MB",
        megabytes <= MOST_MEGABYTES,
    )
