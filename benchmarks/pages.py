"""The addresses that the benchmarks ask for, by what a person would call them."""

import re
from datetime import timedelta
from html import unescape

from django.test import Client
from django.utils import timezone

from benchmarks.content import COMMON_WORD, RARE_WORD, SLUGS_BY_COMMENTS

DEEP_PAGE = 5_000
SEARCHES = {
    "search, rare word": RARE_WORD,
    "search, common word": COMMON_WORD,
    "search, two words": f"{COMMON_WORD} rooster",
}
# With a word that finds as many rows at every size.
ADMIN_LISTS = {
    "articles": ("blog/article", RARE_WORD),
    "comments": ("blog/comment", RARE_WORD),
    "all comments": ("blog/comment", ""),
    "inquiries": ("contact/inquiry", RARE_WORD),
    "mails": ("outbox/outgoingmail", RARE_WORD),
    "images": ("blog/image", "foto"),
    "authors": ("blog/author", "schrijver"),
    "topics": ("blog/topic", "thema"),
    "series": ("blog/series", "serie"),
}


def last_whole_page(client: Client, address: str) -> int:
    """Return the number of the last page but one, of an address that ends in the parameter."""
    parameter = address.rpartition("?")[2].rpartition("&")[2]
    text = client.get(f"{address}=1").content.decode()
    return max(map(int, re.findall(rf"[?;&]{parameter}=(\d+)", text)), default=1) - 1


def public_pages(client: Client) -> dict[str, str]:
    """Return the public pages of the site that the database holds now."""
    month = timezone.now() - timedelta(days=800)
    last = last_whole_page(client, "/artikelen/?page")
    lists = {
        "list": "/artikelen/",
        "list, page 2": "/artikelen/?page=2",
        "list, middle page": f"/artikelen/?page={last // 2}",
        "list, page 5,000 or last": f"/artikelen/?page={min(last, DEEP_PAGE)}",
        "topic": "/artikelen/thema/thema-1/",
        "author": "/artikelen/auteur/schrijver-1/",
        "series": "/artikelen/serie/serie-2/",
        "archive of a month": f"/artikelen/archief/{month:%Y/%-m}/",
    }
    searches = {name: f"/artikelen/zoeken/?q={words}" for name, words in SEARCHES.items()}
    articles = {
        f"article, {comments} comments": f"/artikelen/{slug}/"
        for comments, slug in SLUGS_BY_COMMENTS.items()
    }
    feeds = {
        "feed": "/artikelen/feed/",
        "feed of a topic": "/artikelen/thema/thema-1/feed/",
        "feed of an author": "/artikelen/auteur/schrijver-1/feed/",
    }
    parts = re.findall(r"/sitemap-artikelen-\d+.xml", client.get("/sitemap.xml").content.decode())
    parts = parts or ["/sitemap-artikelen-1.xml"]
    sitemaps = {
        "sitemap": "/sitemap.xml",
        "sitemap, first part": parts[0],
        "sitemap, last whole part": parts[-2:][0],
    }
    other = {"offers": "/aanbod/", "offer": "/aanbod/aanbod-1/"}
    return {"home": "/", **lists, **searches, **articles, **feeds, **sitemaps, **other}


def linked_page(client: Client, address: str, number: int) -> str:
    """Return where the page before links to this one, as who turns the pages gets there."""
    text = unescape(client.get(f"{address}p={number - 1}").content.decode())
    links = re.findall(rf'href="\?([^"]*\bp={number}\b[^"]*)"', text)
    return f"{address.partition('?')[0]}?{links[0]}"


def admin_pages(client: Client) -> dict[str, str]:
    """Return every list of the admin: four pages from first to last whole one, and a search."""
    pages = {}
    for name, (path, word) in ADMIN_LISTS.items():
        address = f"/admin/{path}/"
        chosen = "state=all&" if name == "all comments" else ""
        pages[f"admin, {name}"] = f"{address}?{chosen}"
        last = last_whole_page(client, f"{address}?{chosen}p")
        if last > 1:
            pages[f"admin, {name}, page 2"] = f"{address}?{chosen}p=2"
            middle = linked_page(client, f"{address}?{chosen}", last // 2 + 1)
            pages[f"admin, {name}, middle page"] = middle
            pages[f"admin, {name}, last page"] = f"{address}?{chosen}p={last}"
        if word:
            pages[f"admin, {name}, search"] = f"{address}?q={word}"
    return {"admin home": "/admin/", **pages}
