"""The pages that are asked for, and what an answer shows."""

import re
import time
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
    got, status = time.time(), response.status
    fails = status >= 500
    shown = None if fails else (status, _marks(page + response.headers.get("Location", "")))
    return Answer(address, asked, got, shown)


def truth() -> dict[str, Shown]:
    """Return what each page has to show now, made in this process without a cache."""
    client, shown = Client(), {}
    for address in ADDRESSES:
        response = client.get(address)
        text = response.content.decode() + response.headers.get("Location", "")
        shown[address] = response.status_code, _marks(text)
    return shown


def _marks(text: str) -> frozenset[str]:
    return frozenset(MARK.findall(text))
