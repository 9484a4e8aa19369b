"""Feeds: what is new, whole, for who follows the site with a reader of their own."""

import re
from datetime import datetime
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext
from django.utils.xmlutils import SimplerXMLGenerator

from blog.models import Article, Author, Comment, Topic
from blog.models.article_querysets import ArticleQuerySet
from blog.templatetags.comments import paragraphs_with_links
from coaching_site.http.addresses import absolute
from coaching_site.models import SiteSettings
from coaching_site.rich_text.rendering.sanitising import sanitise_rendered
from coaching_site.text.characters import printable

LENGTH = 20
# Other formats and widths of an image: feed readers show the one that every browser reads.
OFFERED = re.compile(r'<source\b[^>]*>|(?<=\s)(?:srcset|sizes)="[^"]*"\s(?=[^<>]*>)')
# An address without a scheme, inside a tag.
RELATIVE = re.compile(r'(?<=\s)(href|src)="(?![a-zA-Z][\w+.-]*:)([^"]*)"(?=[^<>]*>)')


class WholeTextFeed(Rss201rev2Feed):
    """RSS 2.0 with the text of each item (https://web.resource.org/rss/1.0/modules/content/)."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, str]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["text"])

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed without signs that XML cannot hold: one would break it for everybody."""
        self.feed, self.items = _printable(self.feed), _printable(self.items)
        super().write(outfile, encoding)


def _printable(value: Any) -> Any:
    """Return what a feed is made of without unprintable signs, at any depth."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value


class ArticleFeed(Feed):
    """The newest articles."""

    feed_type = WholeTextFeed
    path = "feed/"  # below the address of what it is about
    language = settings.LANGUAGE_CODE

    def title(self, about: object) -> str:
        name = SiteSettings.load().practice_name
        return f"{name}: {about}" if about else name

    def link(self, about: Topic | Author | None) -> str:
        return absolute(about.get_absolute_url() if about else reverse("article_list"))

    def feed_url(self, about: Topic | Author | None) -> str:
        """Return its own address, whatever host a request claims: it is kept for all of them."""
        return f"{self.link(about)}{self.path}"

    def description(self) -> str:
        return SiteSettings.load().tagline

    def items(self, about: Topic | Author | None) -> QuerySet[Article]:
        return self.articles(about).newest_first().for_feed()[:LENGTH]

    def articles(self, about: Any) -> ArticleQuerySet:
        """Return the list of which this feed has the beginning."""
        return Article.objects.published()

    def item_link(self, article: Article) -> str:
        return absolute(article.get_absolute_url())

    item_guid_is_permalink = False

    def item_guid(self, article: Article) -> str:
        """Return what stays when the address changes: readers do not get it as something new."""
        return absolute(f"/#article-{article.pk}")

    def item_title(self, article: Article) -> str:
        return article.title

    def item_description(self, article: Article) -> str:
        return article.summary

    def item_pubdate(self, article: Article) -> datetime | None:
        return article.publish_at

    def item_updateddate(self, article: Article) -> datetime | None:
        return article.changed_at

    def item_author_name(self, article: Article) -> str:
        return ", ".join(author.name for author in article.ordered_authors)

    def item_categories(self, article: Article) -> list[str]:
        return [topic.name for topic in article.ordered_topics]

    def item_extra_kwargs(self, article: Article) -> dict[str, str]:
        """Give the text with whole addresses: a feed reader does not know the site's."""
        text: str = sanitise_rendered(article.body_html)
        if "srcset=" in text:  # most texts have no image, and reading one to see that is slow
            text = OFFERED.sub("", text)
        return {"text": with_whole_addresses(text, self.item_link(article))}


def with_whole_addresses(html: str, address: str) -> str:
    """Return what stands at an address with links that lead to the same places from anywhere."""

    def whole(link: re.Match[str]) -> str:
        try:
            return f'{link[1]}="{escape(urljoin(address, unescape(link[2])))}"'
        except ValueError:  # leads nowhere on the page either
            return link[0]

    return RELATIVE.sub(whole, html)


class TopicFeed(ArticleFeed):
    """The newest articles about one topic."""

    def get_object(self, request: HttpRequest, slug: str) -> Topic:
        return get_object_or_404(Topic, slug=slug)

    def articles(self, about: Any) -> ArticleQuerySet:
        return super().articles(about).filter(topics=about)


class AuthorFeed(ArticleFeed):
    """The newest articles that carry one name."""

    def get_object(self, request: HttpRequest, slug: str) -> Author:
        return get_object_or_404(Author, slug=slug)

    def articles(self, about: Any) -> ArticleQuerySet:
        return super().articles(about).filter(authors=about)


class ConversationFeed(Feed):
    """The newest comments on one article."""

    feed_type = WholeTextFeed
    language = settings.LANGUAGE_CODE

    def get_object(self, request: HttpRequest, article: Article) -> Article:
        return article

    def title(self, article: Article) -> str:
        return gettext("Comments on “%(title)s”") % {"title": article.title}

    def link(self, article: Article) -> str:
        return absolute(article.get_absolute_url())

    def feed_url(self, article: Article) -> str:
        """Return its own address, whatever host a request claims: it is kept for all of them."""
        return absolute(reverse("conversation_feed", args=[article.slug]))

    def description(self) -> str:
        return SiteSettings.load().practice_name

    def items(self, article: Article) -> QuerySet[Comment]:
        return Comment.objects.newest_about(article).select_related("author")[:LENGTH]

    def item_title(self, comment: Comment) -> str:
        return comment.signature

    def item_link(self, comment: Comment) -> str:
        return absolute(comment.get_absolute_url())

    def item_pubdate(self, comment: Comment) -> datetime:
        return comment.created_at

    def item_author_name(self, comment: Comment) -> str:
        return comment.signature

    def item_description(self, comment: Comment) -> str:
        """Give the text in its paragraphs: feed readers take what stands here for HTML."""
        text = paragraphs_with_links(comment.text)
        return with_whole_addresses(text, self.item_link(comment))

    def item_extra_kwargs(self, comment: Comment) -> dict[str, str]:
        return {"text": self.item_description(comment)}
