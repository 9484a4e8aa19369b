"""The pages that are asked for, and what an answer shows."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from django.test import Client

ARTICLES = 4
AUTHOR = "auteur"
LISTS = ("/", "/artikelen/", "/artikelen/feed/", "/sitemap.xml", f"/artikelen/auteur/{AUTHOR}/")
# Stands for one value of one thing, by the number of the change that made it.
MARK = re.compile(r"zz\d+zz")

type Shown = tuple[int, frozenset[str]]  # the status, and the marks on the page


@dataclass(frozen=True)
class Answer:
    """What somebody got, and when it was asked for; without an answer `shown` is None."""

    address: str
    asked: float
    got: float
    shown: Shown | None


def slugs_of(number: int) -> tuple[str, str]:
    """Return the two addresses between which an article moves."""
    return f"stuk-{number}", f"stuk-{number}-verhuisd"


ADDRESSES = [
    *LISTS,
    *(f"/artikelen/{slug}/" for number in range(ARTICLES) for slug in slugs_of(number)),
]


def ask(site: str, address: str) -> Answer:
    """Ask for a page as a browser without a cache does."""
    asked = time.time()
    try:
        caller = HTTPConnection(urlsplit(site).netloc, timeout=10)
        caller.request("GET", address)
        response = caller.getresponse()
        page = response.read().decode()
        caller.close()
    except (HTTPException, OSError):
        return Answer(address, asked, time.time(), None)
    got, fails = time.time(), response.status >= 500
    shown = _shown(response.status, page, response.headers)
    return Answer(address, asked, got, None if fails else shown)


def truth() -> dict[str, Shown]:
    """Return what each page has to show now, made in this process without a cache."""
    client = Client()
    made = {address: client.get(address) for address in ADDRESSES}
    return {
        address: _shown(page.status_code, page.content.decode(), page.headers)
        for address, page in made.items()
    }


def _shown(status: int, page: str, headers: Mapping[str, str]) -> Shown:
    return status, frozenset(MARK.findall(page + headers.get("Location", "")))
