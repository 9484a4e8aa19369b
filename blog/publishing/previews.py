"""A look at an article that is not public yet, on the real page."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Article, ArticleVersion, PreviewLink
from blog.views.articles import article_page
from coaching_site.time.moments import in_words_for_anyone
from coaching_site.versions.previews import show_unpublished, words_about


def preview_response(
    request: HttpRequest, article: Article, version: ArticleVersion
) -> HttpResponse:
    """Show a version to somebody of the practice."""
    is_newest = version == article.newest_version
    banner = {
        "words": words_about(article, version, is_newest=is_newest),
        "edit_address": reverse("admin:blog_article_change", args=[article.pk]),
        "share_address": reverse("admin:blog_article_preview_links", args=[article.pk]),
        "can_share": is_newest,
    }
    return _show(request, article, version, banner)


def shared_preview_response(request: HttpRequest, link: PreviewLink) -> HttpResponse:
    """Show the newest version to whoever has the link; nothing here leads into the admin."""
    words = _("Preview, not public yet. This link works until %(moment)s.")
    banner = {"words": words % {"moment": in_words_for_anyone(link.expires_at)}}
    response = _show(request, link.article, link.article.versions.latest("number"), banner)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _show(
    request: HttpRequest, article: Article, version: ArticleVersion, banner: Mapping[str, object]
) -> HttpResponse:
    def show() -> HttpResponse:
        shown = Article.objects.for_reading().get(pk=article.pk)
        if version.published_at:
            # Not the time of this look: readers have seen it before.
            shown.corrected_at = version.published_at if version.replaced_another else None
        return article_page(request, shown, preview=banner)

    return show_unpublished(article, version, show)
