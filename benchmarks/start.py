"""How soon gunicorn answers after its start, and how much memory it takes."""

from collections.abc import Iterator
from statistics import median

from django.test import Client

from benchmarks.goals import Goal, Report, at_most
from benchmarks.growth import public_pages
from benchmarks.servers import WORKERS, site

STARTS, MOST_SECONDS, MOST_MEGABYTES = 5, 1, 120
ROUNDS = 4  # until both workers have shown every page, as good as surely


def measure(database: str) -> Report:
    """Start gunicorn a few times, and let it show every kind of page once more after that."""
    seconds, paths = [], list(public_pages(Client()).values())
    for _start in range(STARTS):
        with site(database) as server:
            seconds.append(server.seconds_to_first_page)
    with site(database) as server:
        for path in paths * ROUNDS:
            server.body(path)
        megabytes = server.megabytes()
    return Report("Start", list(judged(median(seconds), megabytes)))


def judged(seconds: float, megabytes: float) -> Iterator[Goal]:
    """Yield what is asked of a start, beside what was measured."""
    yield at_most("from the start of gunicorn to its first page", seconds, MOST_SECONDS, "s")
    shown = f"gunicorn with {WORKERS} workers that showed every kind of page"
    yield at_most(shown, megabytes, MOST_MEGABYTES, "MB (PSS)")
