"""A look at what is not public yet, on the real page."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from blog.models import Article, ArticleState
from blog.reading import reading_context


def preview_response(request: HttpRequest, article: Article) -> HttpResponse:
    """Publish the newest version in a transaction that is rolled back, and show what that gave.

    So a preview cannot differ from the real page, and nothing of it stays.
    """
    banner = _banner(article)
    edit_url = reverse("admin:blog_article_change", args=[article.pk])
    with transaction.atomic():
        version = article.versions.latest("number")
        article.publish(version, by=None)
        shown = Article.objects.for_reading().get(pk=article.pk)
        context = reading_context(shown) | {"preview_banner": banner, "edit_url": edit_url}
        response = render(request, "blog/articles/detail.html", context)
        transaction.set_rollback(True)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _banner(article: Article) -> str:
    """Say whether readers see the same, as it stands before the preview publishes anything."""
    if article.state == ArticleState.LIVE and not article.has_unpublished_changes:
        return _("Preview. This is what readers see too.")
    return _("Preview. Readers do not see this version.")
