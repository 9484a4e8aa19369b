"""An article that is read, with its conversation, and the articles that it leads to."""

from dataclasses import dataclass

from blog.conversations import said_rows
from blog.models import Article, PromisedPart
from blog.models.article_links import LinkedArticle
from blog.models.article_querysets import ArticleQuerySet
from coaching_site.compiled_queries import CompiledQuery


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The other articles that an article page names."""

    previous: LinkedArticle | None
    next: LinkedArticle | None
    related: list[LinkedArticle]
    parts: list[LinkedArticle]
    promised: PromisedPart | None

    @property
    def length_of_series(self) -> int:
        """Return of how many parts readers know, the promised one included."""
        return self.promised.number if self.promised else len(self.parts)


def _published_at(slug: str) -> ArticleQuerySet:
    annotations = {"said_rows": said_rows()}
    return Article.objects.published().for_reading().annotate(**annotations).filter(slug=slug)


_PUBLISHED_AT = CompiledQuery(_published_at, slug="-slug-")


def published_article(slug: str) -> Article | None:
    """Return what readers find at an address, with its conversation, ready to be read."""
    return _PUBLISHED_AT.first(slug=slug)


def surroundings_of(article: Article) -> Surroundings:
    """Return what `for_reading` fetched besides the article; chosen relations replace similar."""
    read = LinkedArticle.read
    parts = [read(row) for row in article.part_rows]
    return Surroundings(
        previous=read(article.previous_row) if article.previous_row else None,
        next=read(article.next_row) if article.next_row else None,
        related=[read(row) for row in article.chosen_rows or article.similar_rows],
        parts=parts,
        promised=article.series.promise({part.part for part in parts}) if article.series else None,
    )
