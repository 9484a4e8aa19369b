"""A look at what is not public yet, on the real page."""

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from blog.models import Article, ArticleState, ArticleVersion, PreviewLink
from blog.views.articles import article_page
from coaching_site.time.moments import in_words_for_anyone


def preview_response(
    request: HttpRequest, article: Article, version: ArticleVersion | None
) -> HttpResponse:
    """Show a version to somebody of the practice, the newest one unless told otherwise."""
    newest = article.versions.latest("number")
    version = version or newest
    banner = {
        "words": _words_about(article, version, is_newest=version == newest),
        "edit_address": reverse("admin:blog_article_change", args=[article.pk]),
        "share_address": reverse("admin:blog_article_preview_links", args=[article.pk]),
        "can_share": version == newest,
    }
    response = _show(request, article, version, banner)
    # The button in the banner needs to say where it stands, or it is taken for a forgery.
    response["Referrer-Policy"] = "same-origin"
    return response


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
    """Publish the version in a transaction that is rolled back, and show what that gave.

    So a preview cannot differ from the real page, and nothing of it stays.
    """
    with transaction.atomic():
        if version.pk != article.live_version_id:
            article.publish(version, by=None)
        shown = Article.objects.for_reading().get(pk=article.pk)
        if version.published_at:
            # Not the time of this look: readers have seen it before.
            shown.corrected_at = version.published_at if version.replaced_another else None
        response = article_page(request, shown, preview=banner)
        transaction.set_rollback(True)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


def _words_about(article: Article, version: ArticleVersion, *, is_newest: bool) -> str:
    """Say whether readers see the same, as it stands before the preview publishes anything."""
    if article.state == ArticleState.LIVE and version.pk == article.live_version_id:
        return _("Preview. This is what readers see too.")
    if is_newest:
        return _("Preview. Readers do not see this version.")
    return _("Preview of version %(number)s. Readers do not see it.") % {"number": version.number}
