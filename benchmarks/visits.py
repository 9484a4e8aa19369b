"""The bytes of a first and of a second visit, as a browser would ask."""

import gzip
import re
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urljoin, urlsplit

from benchmarks.goals import Goal
from benchmarks.served import CACHE_MEGABYTES, PAGES, site

LEAST_SAVED = 0.95
VISITED = ("home", "list", "article, 5 comments")
# What a page, a style sheet and a script module of ours lead to.
LINKED = re.compile(
    r"""(?:href|src)="(/static/[^"]+)"|url\(["']?([^"')]+)|(?:from|import)\s*["'](\.[^"']+)["']"""
)
READABLE = ("text/html", "text/css", "text/javascript")

type Tags = dict[str, str]


def measure(database: str) -> tuple[Goal, str]:
    """Return what a second visit saves, judged and as a sentence.

    Also the static files are asked for again, which a browser that kept them does not do.
    """
    with site(database, CACHE_MEGABYTES) as server:
        server.first_answer()
        host = urlsplit(server.address).netloc
        tags: Tags = {}
        first = _visit(host, tags)
        second = sum(_ask(host, address, tag)[0] for address, tag in tags.items())
    saved = 1 - second / first
    asked = f"at least {LEAST_SAVED:.0%} of the bytes saved"
    goal = Goal("second visit", asked, f"{saved:.1%}", saved >= LEAST_SAVED)
    return goal, (
        f"A second visit of home, list and an article with all their {len(tags) - len(VISITED)} "
        f"static files, with `If-None-Match`: {second:,} bytes after {first:,}."
    )


def _visit(host: str, tags: Tags) -> int:
    """Ask for the pages and all that they lead to; note the tags and return the bytes."""
    waiting, total = [PAGES[page] for page in VISITED], 0
    while waiting:
        address = waiting.pop()
        if address in tags:
            continue
        size, tags[address], text = _ask(host, address)
        total += size
        for found in LINKED.finditer(text):
            linked = urljoin(address, next(filter(None, found.groups())))
            if linked.startswith("/static/"):
                waiting.append(linked)
    return total


def _ask(host: str, address: str, tag: str = "") -> tuple[int, str, str]:
    """Return the bytes of an answer with its headers, its tag, and its text if it is readable."""
    connection = HTTPConnection(host)
    headers = {"Accept-Encoding": "gzip"} | ({"If-None-Match": tag} if tag else {})
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    size = len(body) + sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
    return size, answer.headers.get("ETag", ""), _text(body, answer)


def _text(body: bytes, answer: HTTPResponse) -> str:
    if answer.headers.get_content_type() not in READABLE:
        return ""
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(body) if packed else body).decode()
