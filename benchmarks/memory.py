"""What the page cache takes of a worker's memory."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.goals import Goal
from benchmarks.served import CACHE_MEGABYTES, counted_site, site
from benchmarks.servers import Server
from blog.models import Article

PAGES = 2_000
MOST_MEGABYTES = 90
WARMING = 200  # after so many a worker without a cache grows no more
ARTICLES = 2_100  # so that this many are public


def measure(database: str) -> list[tuple[Goal, str]]:
    """Return the megabytes of gunicorn with and without pages in memory, judged and in sentences.

    They are asked for as browsers do: compressed.
    """
    slugs = Article.objects.published().values_list("slug", flat=True)[:PAGES]
    paths = [f"/artikelen/{slug}/" for slug in slugs]
    with site(database, 0, workers=1) as server:
        server.first_answer()
        _ask(server, paths[:WARMING])
        without = server.memory()
    with TemporaryDirectory() as folder:
        count = Path(folder) / "made-by-django"
        with counted_site(database, count, workers=1) as server:
            server.first_answer()
            _ask(server, paths)
            filled = server.memory()
            before = count.stat().st_size
            _ask(server, paths)
            kept = len(paths) - (count.stat().st_size - before)
    small = Goal(
        "gunicorn with one worker, cache off",
        f"at most {MOST_MEGABYTES} MB",
        f"{without[0]:.0f} MB",
        without[0] <= MOST_MEGABYTES,
    )
    large = Goal(
        f"a cache of {CACHE_MEGABYTES} MB",
        f"{PAGES:,} articles at once",
        f"{kept:,}",
        kept >= PAGES,
    )
    taken = (
        f"Memory of gunicorn with one worker that answered {len(paths):,} different articles: "
        f"PSS {filled[0]:.0f} MB with them in its cache of {CACHE_MEGABYTES} MB, "
        f"{without[0]:.0f} MB with the cache off; RSS {filled[1]:.0f} and {without[1]:.0f} MB."
    )
    return [(small, taken), (large, f"Of these articles {kept:,} were in its cache at once.")]


def _ask(server: Server, paths: list[str]) -> None:
    for path in paths:
        server.body(path)
