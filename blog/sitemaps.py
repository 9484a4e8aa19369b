"""The sections of the sitemap that the blog fills."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from blog.models import Article, Author, Topic
from coaching_site.http.sitemaps import SiteSitemap


class ArticleSitemap(SiteSitemap):
    """What any visitor may read now, oldest first: a part that is full hardly changes any more."""

    def items(self) -> QuerySet[Article]:
        return Article.objects.published().only("slug", "changed_at").order_by("publish_at", "pk")

    def lastmod(self, article: Article) -> datetime | None:
        return article.changed_at


class TopicSitemap(SiteSitemap):
    """Topics that have something to read."""

    def items(self) -> QuerySet[Topic]:
        return Topic.objects.filter(
            Exists(Article.objects.published().filter(topics=OuterRef("pk")))
        )


class AuthorSitemap(SiteSitemap):
    """Authors with something to read."""

    def items(self) -> QuerySet[Author]:
        articles = Article.objects.published().filter(authors=OuterRef("pk"))
        return Author.objects.filter(Exists(articles))
