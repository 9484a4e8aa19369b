"""Looking at a text before readers do, and letting somebody without an account look."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext

from blog.models import Article, ArticleState, ArticleVersion, PreviewLink
from blog.publishing.previews import preview_response
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.http.addresses import absolute
from coaching_site.time.moments import in_words


class ArticlePreviewMixin(ModelAdmin):
    """The preview of a version, and the page with the links that show the newest one."""

    def get_urls(self) -> list[URLPattern]:
        protect = self.admin_site.admin_view
        preview, links = protect(self.preview_view), protect(self.preview_links_view)
        return [
            path("<int:pk>/preview/", preview, name="blog_article_preview"),
            path("<int:pk>/preview-links/", links, name="blog_article_preview_links"),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the newest version on the real page, or the one that `?version=` names."""
        article = get_object_or_404(Article, pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return preview_response(request, article, _asked_version(request, article))

    def preview_links_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """List the links that are open; make one, or take one back."""
        article = get_object_or_404(Article, pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if request.method != "POST":
            return self._links_page(request, article)
        revoked = request.POST.get("revoke")
        if revoked is None:
            return self.share(request, article)
        if KEY.fullmatch(revoked):
            article.preview_links.filter(pk=revoked).delete()
        words = gettext("That link works no longer.")
        self.message_user(request, words, messages.SUCCESS)
        return redirect("admin:blog_article_preview_links", pk)

    def next_page(self, request: HttpRequest, article: Article) -> HttpResponse:
        """After a save: the preview or a link to it when that was asked for, else go on writing."""
        if "_share" in request.POST:
            return self.share(request, article)
        view = "preview" if "_preview" in request.POST else "change"
        return redirect(f"admin:blog_article_{view}", article.pk)

    def share(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Make a link and show it, unless readers see everything already."""
        # As it is stored: the form hands in an instance that it filled with what was typed.
        stored = Article.objects.get(pk=article.pk)
        link = None
        if _can_be_shared(stored):
            link = PreviewLink.make(stored, by=account_of(request))
        if request.accepts("text/html"):
            return redirect("admin:blog_article_preview_links", stored.pk)
        return JsonResponse(_to_copy(stored, link))

    def _links_page(self, request: HttpRequest, article: Article) -> HttpResponse:
        context: dict[str, Any] = {
            "title": gettext("Share a preview"),
            "opts": self.opts,
            "article": article,
            "links": article.preview_links.open().select_related("created_by"),
            "can_be_shared": _can_be_shared(article),
            "is_live": article.state == ArticleState.LIVE,
            "public_address": absolute(article.get_absolute_url()),
        }
        context |= self.admin_site.each_context(request)
        return render(request, "admin/blog/article/preview_links.html", context)


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


def _asked_version(request: HttpRequest, article: Article) -> ArticleVersion | None:
    """Return the version that the address names, None for the newest; Http404 for none such."""
    number = request.GET.get("version")
    if number is None:
        return None
    if not KEY.fullmatch(number):
        raise Http404
    return get_object_or_404(article.versions, number=number)
