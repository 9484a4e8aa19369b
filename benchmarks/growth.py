"""How pages and searches grow with the site: `python -m benchmarks.growth [articles …]`.

Makes databases of its own, filled by `benchmarks.content` with 1,000, 10,000 and 100,000 articles
and ten times as many comments and inquiries, on an embedded server beside the demo's. Asks for
every public page and every list of the admin in this process, one request at a time, without the
page cache. Writes `benchmarks/results/growth.md`: the median milliseconds of each, how many times
what 1,000 articles take that is, and what the searches cost in the database.

A database that was filled before is measured as it is, unless `--anew` is among the arguments.
"""

import platform
import statistics
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django
import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.growth_databases import turn_to, use_database
from benchmarks.pages import SEARCHES, admin_pages, public_pages
from coaching_site.accounts.models import User

SIZES = (1_000, 10_000, 100_000)
WARMING, REPETITIONS = 3, 21
ALLOWED, ALLOWED_SEARCH = 1.3, 60.0
RESULTS = Path(__file__).parent / "results" / "growth.md"

type Figures = dict[int, float]  # by number of articles


def timed(clients: dict[int, Client], addresses: dict[int, str]) -> Figures:
    """Return the median milliseconds of a page by size.

    The sizes take turns at each request, so that other work on the machine falls on all of them.
    """
    taken: dict[int, list[float]] = {size: [] for size in addresses}
    for _repetition in range(WARMING + REPETITIONS):
        for size, address in addresses.items():
            turn_to(size)
            start = time.perf_counter()
            answer = clients[size].get(address)
            taken[size].append(1_000 * (time.perf_counter() - start))
            if answer.status_code != 200:  # noqa: PLR2004 (what a page answers)
                sys.exit(f"{address} answers {answer.status_code}")
    return {size: statistics.median(times[WARMING:]) for size, times in taken.items()}


def pages(sizes: Iterable[int]) -> dict[str, Figures]:
    """Return the milliseconds of every page that all sizes have."""
    readers = {size: Client() for size in sizes}
    editors = {size: Client() for size in sizes}
    found: dict[str, dict[int, str]] = {}
    for size in sizes:
        turn_to(size)
        editors[size].force_login(User.objects.get(username="meter"))
        addresses = public_pages(readers[size]) | admin_pages(editors[size])
        for name, address in addresses.items():
            found.setdefault(name, {})[size] = address
    return {
        name: timed(editors if "admin" in name else readers, addresses)
        for name, addresses in found.items()
        if len(addresses) == len(readers)
    }


def searches(sizes: Iterable[int]) -> dict[str, Figures]:
    """Return the milliseconds of all queries that a search makes, as EXPLAIN ANALYZE has them."""
    figures: dict[str, Figures] = {name: {} for name in SEARCHES}
    for name, words in SEARCHES.items():
        for size in sizes:
            turn_to(size)
            queries = queries_of("/artikelen/zoeken/", words)
            figures[name][size] = sum(explained(*query) for query in queries)
    return figures


def queries_of(address: str, words: str) -> list[tuple[str, Any]]:
    """Return what a search asks of the database, with the values."""
    asked = []

    def note(execute: Any, query: str, values: Any, many: bool, context: Any) -> Any:
        asked.append((query, values))
        return execute(query, values, many, context)

    with connection.execute_wrapper(note):
        Client().get(address, {"q": words})
    return asked


def explained(query: str, values: Any) -> float:
    """Return the milliseconds that planning and running a query take, the median of a few."""
    taken = []
    with connection.cursor() as cursor:
        for _repetition in range(5):
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", values)
            [[[plan]]] = cursor.fetchall()
            taken.append(plan["Planning Time"] + plan["Execution Time"])
    return statistics.median(taken)


def table(heading: str, rows: dict[str, Figures]) -> str:
    """Return a Markdown table: a line for each page, a column for each size, and the ratio."""
    sizes = sorted(next(iter(rows.values())))
    lines = [f"| {heading} | {' | '.join(f'{size:,}' for size in sizes)} | times |"]
    lines.append("| --- |" + " ---: |" * (len(sizes) + 1))
    for name, figures in rows.items():
        cells = " | ".join(f"{figures[size]:.1f}" for size in sizes)
        lines.append(f"| {name} | {cells} | {growth(figures):.2f} |")
    return "\n".join(lines)


def growth(figures: Figures) -> float:
    """Return how many times the smallest site's time the largest takes."""
    return figures[max(figures)] / figures[min(figures)]


def write(times: dict[str, Figures], found: dict[str, Figures], filled: Figures) -> None:
    """Write the results with what they were measured on."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        [version] = cursor.fetchone()
    made = "".join(f"{size:,} in {taken:.0f} s. " for size, taken in filled.items() if taken)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        "# Growth\n\n"
        f"{timezone.localdate()}, {platform.machine()}, {_processor()}, "
        f"Python {platform.python_version()}, Django {django.__version__}, "
        f"PostgreSQL {version}, psycopg {psycopg.__version__}.\n"
        f"By number of articles; comments and inquiries are ten times as many. Filled: {made}\n\n"
        f"Milliseconds of one request without the page cache, median of {REPETITIONS}:\n\n"
        f"{table('page', times)}\n\n"
        f"Milliseconds of a search in the database:\n\n{table('search', found)}\n"
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return f"{len(models)} cores of {models[0] if models else platform.processor()}"


def main(arguments: list[str]) -> None:
    """Measure the sizes that are asked for, and leave with an error when one grew too much."""
    anew = "--anew" in arguments
    sizes = [int(argument) for argument in arguments if argument.isdecimal()] or SIZES
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
    filled = {size: use_database(size, anew=anew) for size in sizes}
    times, found = pages(sizes), searches(sizes)
    write(times, found, filled)
    sys.stdout.write(RESULTS.read_text())
    grown = [name for name, figures in times.items() if growth(figures) > ALLOWED]
    slow = [name for name, figures in found.items() if max(figures.values()) > ALLOWED_SEARCH]
    if grown or slow:
        sys.exit(f"Takes too long: {', '.join(grown + slow)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
