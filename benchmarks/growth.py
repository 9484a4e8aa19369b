"""Pages of a large site, made one at a time without the page cache, in this process."""

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.goals import Goal, Report, at_most, table
from benchmarks.load import PAGES
from benchmarks.rows import RARE_WORD
from benchmarks.words import COMMON_WORD
from blog.models import Article
from coaching_site.accounts.models import User

WARMING, REPETITIONS = 2, 9
MOST_PUBLIC, MOST_ADMIN, MOST_SEARCH = 60, 200, 60  # milliseconds
SEARCHES = {
    "search, rare word": RARE_WORD,
    "search, common word": COMMON_WORD,
    "search, two words": f"{COMMON_WORD}+rooster",
}
# Each with a word that is searched in it.
ADMIN_LISTS = {
    "articles": ("blog/article", RARE_WORD),
    "comments that wait": ("blog/comment", RARE_WORD),
    "all comments": ("blog/comment/?state=all", RARE_WORD),
    "requests": ("contact/inquiry", RARE_WORD),
    "mails": ("outbox/outgoingmail", RARE_WORD),
    "images": ("blog/image", "foto"),
    "authors": ("blog/author", "schrijver"),
    "topics": ("blog/topic", "thema"),
    "series": ("blog/series", "serie"),
}

type Times = tuple[float, float]  # milliseconds of a request, and of these those of the database


def measure(_database: str) -> Report:
    """Ask for every public page and every list of the admin, several times each."""
    reader, editor = Client(), Client()
    editor.force_login(User.objects.get(username="coach"))
    # A visitor for each page, whom no limit of searches stops.
    public = {
        name: timed(Client(REMOTE_ADDR=f"192.0.2.{number}"), path)
        for number, (name, path) in enumerate(public_pages(reader).items())
    }
    admin = {name: timed(editor, path) for name, path in admin_pages(editor).items()}
    rows = [(name, *(f"{time:.1f}" for time in times)) for name, times in (public | admin).items()]
    text = f"Milliseconds of single requests without the page cache, median of {REPETITIONS}:"
    figures = table(("page", "milliseconds", "in the database"), rows)
    title = f"Growth: {Article.objects.count():,} articles"
    return Report(title, list(judged(public, admin)), f"{text}\n\n{figures}")


def judged(public: Mapping[str, Times], admin: Mapping[str, Times]) -> Iterator[Goal]:
    """Yield what is asked of all pages, beside the slowest of them."""
    searches = {name: times for name, times in public.items() if name in SEARCHES}
    for subject, times, part, most in (
        ("every public page", public, 0, MOST_PUBLIC),
        ("every list of the admin", admin, 0, MOST_ADMIN),
        ("search, in the database", searches, 1, MOST_SEARCH),
    ):
        slowest = max(times, key=lambda name: times[name][part])
        taken = times[slowest][part]
        yield at_most(f"{subject}; slowest: {slowest}", taken, most, "ms")


def timed(client: Client, path: str) -> Times:
    """Return the medians of how long a page took."""
    taken, waited = [], []
    for _repetition in range(WARMING + REPETITIONS):
        queries: list[float] = []
        start = time.perf_counter()
        with connection.execute_wrapper(partial(_time_query, queries)):
            answer = client.get(path)
        taken.append(1_000 * (time.perf_counter() - start))
        waited.append(1_000 * sum(queries))
        if answer.status_code != 200:
            sys.exit(f"{path} answers {answer.status_code}.")
    return statistics.median(taken[WARMING:]), statistics.median(waited[WARMING:])


def _time_query(seconds: list[float], execute: Callable[..., Any], *query: Any) -> Any:
    start = time.perf_counter()
    try:
        return execute(*query)
    finally:
        seconds.append(time.perf_counter() - start)


def public_pages(client: Client) -> dict[str, str]:
    """Return the public pages of the site, by what a person would call them."""
    last = last_page(client, "/artikelen/", "page")
    sitemap = client.get("/sitemap.xml").content.decode()
    sitemaps = re.findall(r"/sitemap-artikelen-\d+\.xml", sitemap)
    return PAGES | {
        "list, page 2": "/artikelen/?page=2",
        "list, middle page": f"/artikelen/?page={last // 2}",
        "list, last page": f"/artikelen/?page={last}",
        "topic": "/artikelen/thema/thema-1/",
        "author": "/artikelen/auteur/schrijver-1/",
        "series": "/artikelen/serie/serie-2/",
        "archive of a month": f"/artikelen/archief/{timezone.now() - timedelta(days=800):%Y/%-m}/",
        **{name: f"/artikelen/zoeken/?q={words}" for name, words in SEARCHES.items()},
        "feed": "/artikelen/feed/",
        "feed of a topic": "/artikelen/thema/thema-1/feed/",
        "feed of an author": "/artikelen/auteur/schrijver-1/feed/",
        "sitemap": "/sitemap.xml",
        **{path: path for path in sitemaps[:1] + sitemaps[-1:]},
        "offers": "/aanbod/",
        "offer": "/aanbod/aanbod-1/",
    }


def admin_pages(client: Client) -> dict[str, str]:
    """Return every list of the admin: its first, second, middle and last page, and a search."""
    pages = {"admin home": "/admin/"}
    for name, (path, word) in ADMIN_LISTS.items():
        address, _mark, chosen = f"/admin/{path}".partition("/?")
        last = last_page(client, f"{address}/?{chosen}", "p")
        numbers = {"page 2": 2, "middle page": last // 2, "last page": last} if last > 1 else {}
        pages[f"admin, {name}"] = f"{address}/?{chosen}"
        for which, number in numbers.items():
            pages[f"admin, {name}, {which}"] = f"{address}/?{chosen}&p={number}"
        pages[f"admin, {name}, search"] = f"{address}/?{chosen}&q={word}"
    return pages


def last_page(client: Client, path: str, parameter: str) -> int:
    """Return the highest number of a page that a list links to."""
    text = unescape(client.get(path).content.decode())
    return max(map(int, re.findall(rf"[?&]{parameter}=(\d+)", text)), default=1)
