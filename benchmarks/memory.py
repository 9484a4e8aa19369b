"""What the page cache takes of a worker's memory."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.served import CACHE_MEGABYTES, counted_site, site
from benchmarks.servers import Server
from blog.models import Article

PAGES = 2_000
WARMING = 200  # after so many a worker without a cache grows no more
ARTICLES = 2_100  # so that this many are public


def measure(database: str) -> str:
    """Return the megabytes of gunicorn with and without pages in memory, as a sentence.

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
    return (
        f"Memory of gunicorn with one worker that answered {len(paths):,} different articles: "
        f"PSS {filled[0]:.0f} MB with them in its cache of {CACHE_MEGABYTES} MB, "
        f"{without[0]:.0f} MB (goal 90 MB) with the cache off; RSS {filled[1]:.0f} and "
        f"{without[1]:.0f} MB. Kept at once: **{kept:,}** (goal {PAGES:,})."
    )


def _ask(server: Server, paths: list[str]) -> None:
    for path in paths:
        server.body(path)
