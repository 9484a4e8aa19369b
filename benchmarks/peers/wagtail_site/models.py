"""Pages for articles and their list; authors, topics and comments are plain rows."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page

PER_PAGE = 12


class Author(models.Model):
    """Somebody who writes."""

    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """What articles are about."""

    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class ArticleList(Page):
    """The articles below it, newest first."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        articles = Article.objects.child_of(self).live().order_by("-date").select_related("cover")
        articles = articles.prefetch_related("cover__renditions", "authors", "topics")
        context["articles"] = Paginator(articles, PER_PAGE).get_page(request.GET.get("page"))
        return context


class Article(Page):
    """A text with a date, an image, authors and topics."""

    date = models.DateTimeField(db_index=True)
    summary = models.TextField()
    body = RichTextField()
    cover = models.ForeignKey("wagtailimages.Image", models.PROTECT, related_name="+")
    authors = ParentalManyToManyField(Author)
    topics = ParentalManyToManyField(Topic)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"comments": self.comments.order_by("created_at")}


class Comment(models.Model):
    """What a reader said."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="comments")
    name = models.CharField(max_length=100)
    text = models.TextField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
