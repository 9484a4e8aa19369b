"""The sections of the sitemap that the blog fills."""

from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet

from blog.models import Article, ArticleTopic, Author, Byline, Topic
from blog.models.article_querysets import ArticleQuerySet
from blog.shelves import Shelf
from coaching_site.http.pagination import Stretch, StretchPaginator
from coaching_site.site.sitemaps import SiteSitemap


class ArticleSitemap(SiteSitemap):
    """What any visitor may read now, oldest first: a part that is full hardly changes any more."""

    @cached_property
    def paginator(self) -> StretchPaginator:
        months = reversed(Shelf.of_everything().months())
        stretches = [Stretch(month, count) for month, count in months]
        return StretchPaginator(stretches, _articles_since, self.limit)

    def lastmod(self, article: Article) -> datetime | None:
        return article.changed_at


class TopicSitemap(SiteSitemap):
    """Topics that have something to read."""

    def items(self) -> QuerySet[Topic]:
        places = ArticleTopic.objects.published().filter(topic=OuterRef("pk"))
        return Topic.objects.filter(Exists(places))


class AuthorSitemap(SiteSitemap):
    """Authors with something to read."""

    def items(self) -> QuerySet[Author]:
        places = Byline.objects.published().filter(author=OuterRef("pk"))
        return Author.objects.filter(Exists(places))


def _articles_since(month: datetime, first: int, last: int) -> ArticleQuerySet:
    articles = Article.objects.published().filter(publish_at__gte=month)
    return articles.only("slug", "changed_at").order_by("publish_at", "pk")[first:last]
