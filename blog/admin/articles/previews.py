"""Letting somebody without an account look at an article before readers do."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext

from blog.admin.articles.access import can_change, requires
from blog.models import Article, ArticleState, PreviewLink
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.admin_tools.views import render_in_admin
from coaching_site.http.addresses import absolute
from coaching_site.time.moments import in_words


@requires(can_change)
def preview_links(request: HttpRequest, pk: int) -> HttpResponse:
    """List the links that are open; make one, or take one back."""
    article = get_object_or_404(Article, pk=pk)
    if request.method != "POST":
        return _links_page(request, article)
    revoked = request.POST.get("revoke")
    if revoked is None:
        return share(request, article)
    if KEY.fullmatch(revoked):
        article.preview_links.filter(pk=revoked).delete()
    messages.success(request, gettext("That link works no longer."))
    return redirect("admin:blog_article_preview_links", pk)


def share(request: HttpRequest, article: Article) -> HttpResponse:
    """Make a link and show it, unless readers see everything already."""
    link = PreviewLink.make(article, by=account_of(request)) if _can_be_shared(article) else None
    if request.accepts("text/html"):
        return redirect("admin:blog_article_preview_links", article.pk)
    return JsonResponse(_to_copy(article, link))


def _links_page(request: HttpRequest, article: Article) -> HttpResponse:
    context: dict[str, Any] = {
        "title": gettext("Share a preview"),
        "article": article,
        "links": article.preview_links.open().select_related("created_by"),
        "can_be_shared": _can_be_shared(article),
        "is_live": article.state == ArticleState.LIVE,
        "public_address": absolute(article.get_absolute_url()),
    }
    return render_in_admin(request, "admin/blog/article/preview_links.html", Article, context)


def _can_be_shared(article: Article) -> bool:
    """Tell whether there is something that readers do not see, outside the trash."""
    if article.state == ArticleState.TRASHED:
        return False
    return article.state != ArticleState.LIVE or article.has_unpublished_changes


def _to_copy(article: Article, link: PreviewLink | None) -> dict[str, str]:
    """Return what a script puts on the clipboard, and what it says then."""
    if link is None:
        return {"address": absolute(article.get_absolute_url()), "words": gettext("Copied")}
    words = gettext("Copied; the link works until %(moment)s.")
    return {"address": link.whole_address, "words": words % {"moment": in_words(link.expires_at)}}
