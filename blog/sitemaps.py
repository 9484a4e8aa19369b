"""The sections of the sitemap that the blog fills."""

from datetime import datetime

from django.db.models import QuerySet

from blog.models import Article, Author, Topic
from coaching_site.sitemaps import SiteSitemap


class ArticleSitemap(SiteSitemap):
    """What any visitor may read now."""

    def items(self) -> QuerySet[Article]:
        return Article.objects.published().only("slug", "changed_at").newest_first()

    def lastmod(self, article: Article) -> datetime | None:
        return article.changed_at


class TopicSitemap(SiteSitemap):
    """Topics that have something to read."""

    def items(self) -> QuerySet[Topic]:
        return Topic.objects.filter(articles__in=Article.objects.published()).distinct()


class AuthorSitemap(SiteSitemap):
    """Authors with something to read."""

    def items(self) -> QuerySet[Author]:
        return Author.objects.filter(articles__in=Article.objects.published()).distinct()
