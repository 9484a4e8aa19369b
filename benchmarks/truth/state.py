"""What is true of the site at a moment, and what each page then has to show."""

import re
from dataclasses import dataclass, field, replace
from typing import Self

HOME, LIST, FEED, SITEMAP = "/", "/artikelen/", "/artikelen/feed/", "/sitemap.xml"
ARTICLE, AUTHOR = "/artikelen/{}/", "/artikelen/auteur/{}/"
COMMON = (HOME, LIST, FEED, SITEMAP)
ON_HOME = 5
# A mark stands for one value of one thing: its kind, and the number of the change that made it.
MARK = re.compile(r"zz([tbcsup])(\d+)zz")
TITLE = re.compile(r"<h1[^>]*>[^<]*?zz(t)(\d+)zz")
# Which kinds of mark a page shows whole; of an article page the title stands in its heading alone.
KINDS = {HOME: "tus", LIST: "tus", FEED: "tbus", SITEMAP: "p"}
OF_ARTICLE, OF_AUTHOR = "bcus", "tus"

type Mark = tuple[str, int]
type Shown = tuple[int, frozenset[Mark]]


@dataclass(frozen=True)
class KnownArticle:
    """An article: the marks of its words, and since when and until when it may be read."""

    pk: int
    slug: int
    title: int
    body: int
    author: int
    begins: float
    ends: float = float("inf")
    comments: frozenset[int] = frozenset()

    def is_live(self, at: float) -> bool:
        return self.begins <= at < self.ends


@dataclass(frozen=True)
class State:
    """Everything that was committed."""

    practice: int = 0
    authors: dict[int, int] = field(default_factory=dict)
    articles: dict[int, KnownArticle] = field(default_factory=dict)

    def with_article(self, article: KnownArticle) -> Self:
        return replace(self, articles={**self.articles, article.pk: article})

    def live(self, at: float) -> list[KnownArticle]:
        """Return what may be read at a moment, newest first."""
        articles = [article for article in self.articles.values() if article.is_live(at)]
        return sorted(articles, key=lambda article: (-article.begins, -article.pk))

    def shows(self, address: str, at: float) -> Shown:
        """Return the status and the marks of a page at a moment."""
        live = self.live(at)
        if address in COMMON:
            shown = live[:ON_HOME] if address == HOME else live
            return 200, self._marks(shown, KINDS[address])
        for author in self.authors:
            if address == AUTHOR.format(f"auteur-{author}"):
                written = [article for article in live if article.author == author]
                own = {("u", self.authors[author])}
                return 200, self._marks(written, OF_AUTHOR) | own
        for article in live:
            if address == ARTICLE.format(slug_of(article.slug)):
                return 200, self._marks([article], f"t{OF_ARTICLE}")
        return 404, frozenset()

    def _marks(self, articles: list[KnownArticle], kinds: str) -> frozenset[Mark]:
        marks: set[Mark] = {("s", self.practice)}
        for article in articles:
            marks |= {("t", article.title), ("b", article.body), ("p", article.slug)}
            marks |= {("u", self.authors[article.author])}
            marks |= {("c", comment) for comment in article.comments}
        return frozenset(mark for mark in marks if mark[0] in kinds)


def slug_of(number: int) -> str:
    """Return the address of an article by the number of the change that gave it."""
    return f"zzp{number}zz"


def read(address: str, status: int, page: str) -> Shown:
    """Return the status and the marks that an answer holds; a redirect counts as not there."""
    if status in {301, 404}:
        return 404, frozenset()
    is_article = address not in COMMON and "/auteur/" not in address
    kinds = OF_ARTICLE if is_article else KINDS.get(address, OF_AUTHOR)
    found = [*MARK.findall(page), *(TITLE.findall(page) if is_article else [])]
    kinds += "t" if is_article else ""
    titles = {int(number) for _kind, number in TITLE.findall(page)}
    return status, frozenset(
        (kind, int(number))
        for kind, number in found
        if kind in kinds and not (is_article and kind == "t" and int(number) not in titles)
    )
