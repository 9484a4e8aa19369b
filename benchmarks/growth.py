"""How pages and searches grow with the site: `python -m benchmarks.growth [articles …]`.

Makes databases of its own, filled by `benchmarks.content` with 1,000, 10,000 and 100,000 articles
and ten times as many comments and inquiries, on an embedded server beside the demo's. Asks for
every public page and every list of the admin in this process, one request at a time, without the
page cache. Writes `benchmarks/results/growth.md`: the median milliseconds of each, how many times
what 1,000 articles take that is, and what the searches cost in the database.

A database that was filled before is measured as it is, unless `--anew` comes first.
"""

import platform
import statistics
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.content import fill
from benchmarks.pages import SEARCHES, admin_pages, public_pages
from blog.models import Article
from coaching_site.accounts.models import User

SIZES = (1_000, 10_000, 100_000)
PER_ARTICLE = 10
ROUNDS, WARMING, REPETITIONS = 3, 2, 9
ALLOWED, ALLOWED_SEARCH = 1.3, 60.0
DIRECTORY = settings.VAR_DIR / "benchmarks" / "postgres"
RESULTS = Path(__file__).parent / "results" / "growth.md"

type Figures = dict[str, float]


def use_database(articles: int, *, anew: bool) -> float:
    """Go on with the database of this size, filled; return the seconds that filling it took."""
    connection.close()
    name = connection.settings_dict["NAME"] = f"growth_{articles}"
    if not anew and _is_there(name) and Article.objects.exists():
        return _remembered(name)
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    User.objects.create_superuser("meter", "meter@voorbeeld.nl", "x")
    start = time.perf_counter()
    fill(articles, PER_ARTICLE * articles, PER_ARTICLE * articles)
    seconds = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON DATABASE {name} IS '{seconds:.0f}'")
    return seconds


def _remembered(name: str) -> float:
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [name])
        [seconds] = cursor.fetchone()
    return float(seconds or 0)


def _is_there(name: str) -> bool:
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 (as Django's own commands)
        cursor.execute("SELECT EXISTS (SELECT FROM pg_database WHERE datname = %s)", [name])
        return bool(cursor.fetchone()[0])


def timed(client: Client, address: str) -> list[float]:
    """Return the milliseconds of requests that are made one after another, once all is warm."""
    taken = []
    for repetition in range(WARMING + REPETITIONS):
        start = time.perf_counter()
        answer = client.get(address)
        if repetition >= WARMING:
            taken.append(1_000 * (time.perf_counter() - start))
        if answer.status_code != 200:  # noqa: PLR2004 (what a page answers)
            sys.exit(f"{address} answers {answer.status_code}")
    return taken


def pages() -> dict[str, list[float]]:
    """Return the milliseconds of every page, by its name."""
    client = Client()
    figures = {name: timed(client, address) for name, address in public_pages(client).items()}
    client.force_login(User.objects.get(username="meter"))
    return figures | {name: timed(client, address) for name, address in admin_pages(client).items()}


def measure(sizes: Iterable[int]) -> tuple[dict[int, Figures], dict[int, Figures]]:
    """Return what pages and searches take at each size.

    The sizes take turns, so that other work on the machine falls on all of them.
    """
    taken: dict[int, dict[str, list[float]]] = {size: {} for size in sizes}
    found = {}
    for _round in range(ROUNDS):
        for size, so_far in taken.items():
            use_database(size, anew=False)
            for name, times in pages().items():
                so_far.setdefault(name, []).extend(times)
            found[size] = searches()
    return {
        size: {name: statistics.median(times) for name, times in pages.items()}
        for size, pages in taken.items()
    }, found


def searches() -> Figures:
    """Return the milliseconds of all queries that a search makes, as EXPLAIN ANALYZE has them."""
    figures = {}
    for name, words in SEARCHES.items():
        with CaptureQueriesContext(connection) as captured:
            Client().get("/artikelen/zoeken/", {"q": words})
        queries = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
        figures[name] = sum(statistics.median(explained(sql)) for sql in queries)
    return figures


def explained(query: str) -> Iterable[float]:
    """Yield the milliseconds that planning and running a query take, a few times."""
    with connection.cursor() as cursor:
        for _repetition in range(5):
            cursor.cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}".encode())
            [[[plan]]] = cursor.fetchall()
            yield plan["Planning Time"] + plan["Execution Time"]


def table(heading: str, by_size: dict[int, Figures]) -> str:
    """Return a Markdown table: a line for each page, a column for each size, and the ratio."""
    sizes = sorted(by_size)
    names = [name for name in by_size[sizes[-1]] if name in by_size[sizes[0]]]
    lines = [f"| {heading} | {' | '.join(f'{size:,}' for size in sizes)} | times |"]
    lines.append("| --- |" + " ---: |" * (len(sizes) + 1))
    for name in names:
        figures = [by_size[size][name] for size in sizes]
        cells = " | ".join(f"{figure:.1f}" for figure in figures)
        lines.append(f"| {name} | {cells} | {figures[-1] / figures[0]:.2f} |")
    return "\n".join(lines)


def write(times: dict[int, Figures], found: dict[int, Figures], filled: dict[int, float]) -> None:
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
        f"Milliseconds of one request without the page cache, median of {ROUNDS * REPETITIONS}:\n\n"
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
    connection.settings_dict["HOST"] = DIRECTORY
    filled = {size: use_database(size, anew=anew) for size in sizes}
    times, found = measure(sizes)
    write(times, found, filled)
    sys.stdout.write(RESULTS.read_text())
    first, last = min(sizes), max(sizes)
    grown = [
        name
        for name, taken in times[last].items()
        if taken > ALLOWED * times[first].get(name, taken)
    ]
    slow = [name for name, taken in found[last].items() if taken > ALLOWED_SEARCH]
    if grown or slow:
        sys.exit(f"Grows too much: {', '.join(grown + slow)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
