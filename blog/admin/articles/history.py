"""Earlier versions of an article: looked at, compared, and put back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from blog.admin.articles.form import ArticleFormMixin
from blog.admin.articles.version_rows import rows_of, seen_in_words
from blog.comparing import compare_contents
from blog.models import Article, ArticleState, ArticleVersion, StaleVersionError
from blog.publishing.remarks import refusals_of
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.http.pagination import page_or_404

PER_PAGE = 25
BESIDE = "beside"


class ArticleHistoryMixin(ArticleFormMixin):
    """Replaces Django's history, which names fields, by one that shows texts."""

    class Media:
        css = {"all": ["css/admin/history.css", "css/admin/comparison.css"]}

    def get_urls(self) -> list[URLPattern]:
        protect = self.admin_site.admin_view
        return [
            path("<int:pk>/compare/", protect(self.compare_view), name="blog_article_compare"),
            path(
                "<int:pk>/restore/<int:number>/",
                protect(self.restore_view),
                name="blog_article_restore",
            ),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List the versions, newest first."""
        article = self._article(request, object_id)
        versions = article.versions.without_content().order_by("-number")
        versions = versions.select_related("created_by", "go_live_by")
        page = page_or_404(versions, request.GET.get("page", "1"), PER_PAGE)
        newest = _newest_number(article)
        context = {
            "title": _("Versions"),
            "page": page,
            "rows": rows_of(article, page, newest),
            "newest": newest,
        }
        return self._show(request, "history", article, context)

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show two versions against each other, the older one as what was."""
        article = self._article(request, str(pk))
        old, new = sorted(_asked_versions(request, article), key=lambda version: version.number)
        context = {
            "title": _("Version %(old)s and version %(new)s")
            % {"old": old.number, "new": new.number},
            "sides": [(version, seen_in_words(article, version)) for version in (old, new)],
            "fields": compare_contents(old.read(), new.read()),
            "side_by_side": request.GET.get("view") == BESIDE,
            "steps": _steps(article, old, new),
            "newest": _newest_number(article),
        }
        return self._show(request, "compare", article, context)

    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Ask whether to put a version back, and do it."""
        article = self._article(request, str(pk))
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        version = get_object_or_404(article.versions, number=number)
        if request.method == "POST":
            return self._restore(request, article, version)
        newest = article.versions.latest("number")
        content = article.restored_content(version)
        context = {
            "title": _("Put back version %(number)s") % {"number": number},
            "version": version,
            "newest": newest,
            "fields": compare_contents(newest.read(), content),
            "may_publish": article.state == ArticleState.LIVE
            and content.is_shown_at(timezone.now())
            and self.has_publish_permission(request),
        }
        return self._show(request, "restore", article, context)

    def form_context(
        self, request: HttpRequest, article: Article | None, newest: ArticleVersion | None
    ) -> dict[str, Any]:
        """Tell the menu which version there is to go back to."""
        previous = None
        if article and newest:
            earlier = article.versions.filter(number__lt=newest.number).order_by("-number")
            previous = earlier.values_list("number", flat=True).first()
        actions = {"history_actions": {"previous": previous}}
        return super().form_context(request, article, newest) | actions

    def _restore(
        self, request: HttpRequest, article: Article, version: ArticleVersion
    ) -> HttpResponse:
        """Put a version back as the newest one; readers get it when that was asked as well.

        Not when they would lose the article by it: the moments are those that were saved last.
        """
        publishing = "_publish" in request.POST
        if publishing and not self.has_publish_permission(request):
            raise PermissionDenied
        based_on = request.POST.get("based_on", "")
        by, replaced = account_of(request), int(based_on) if KEY.fullmatch(based_on) else 0
        try:
            restored = article.restore(version, by=by, based_on=replaced)
        except StaleVersionError as error:
            words = _("%(name)s saved a newer version meanwhile. Look at it before you go on.")
            name = error.newest.created_by or _("Somebody")
            self.message_user(request, words % {"name": name}, messages.WARNING)
            return redirect("admin:blog_article_restore", article.pk, version.number)
        if publishing and self._can_be_published(request, restored):
            article.publish(restored, by=by)
        self.log_change(request, article, [{"changed": {"fields": [restored.note]}}])
        self.message_user(request, self._outcome(article, version, replaced), messages.SUCCESS)
        return redirect("admin:blog_article_change", article.pk)

    def _can_be_published(self, request: HttpRequest, version: ArticleVersion) -> bool:
        """Tell whether readers may get it; say what stands in the way."""
        content = version.read()
        refusals = refusals_of(content)
        for refusal in refusals:
            self.message_user(request, refusal.words, messages.WARNING)
        return not refusals and content.is_shown_at(timezone.now())

    def _outcome(self, article: Article, version: ArticleVersion, replaced: int) -> str:
        """Say what readers see now, and how to undo it."""
        if article.has_unpublished_changes:
            words = _(
                "Version {number} is back. Readers see it when you publish the changes. {undo}"
            )
        elif article.state == ArticleState.LIVE:
            words = _("Version {number} is back, and readers see it now. {undo}")
        else:
            words = _("Version {number} is back. {undo}")
        undo = format_html(
            '<a href="{}">{}</a>',
            reverse("admin:blog_article_restore", args=[article.pk, replaced]),
            _("Undo: put back version %(number)s") % {"number": replaced},
        )
        return format_html(words, number=version.number, undo=undo)

    def _article(self, request: HttpRequest, pk: str) -> Article:
        if not KEY.fullmatch(pk):
            raise Http404
        article = get_object_or_404(Article, pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article

    def _show(
        self, request: HttpRequest, page: str, article: Article, context: dict[str, Any]
    ) -> HttpResponse:
        """Show a page around an article within the admin."""
        context |= {
            "article": article,
            "opts": self.opts,
            "can_change": self.has_change_permission(request, article),
            "can_publish": self.has_publish_permission(request),
            **self.admin_site.each_context(request),
        }
        return render(request, f"admin/blog/article/{page}.html", context)


def _newest_number(article: Article) -> int:
    return article.versions.order_by("-number").values_list("number", flat=True).first() or 0


def _asked_versions(request: HttpRequest, article: Article) -> list[ArticleVersion]:
    """Return the two versions that the address names; Http404 if either is none."""
    numbers = [request.GET.get(name, "") for name in ("old", "new")]
    if not all(KEY.fullmatch(number) for number in numbers):
        raise Http404
    versions = article.versions.select_related("created_by")
    return [get_object_or_404(versions, number=number) for number in numbers]


def _steps(
    article: Article, old: ArticleVersion, new: ArticleVersion
) -> dict[str, tuple[int, int] | None]:
    """Return the numbers of the comparisons one change earlier and one later."""
    numbers = list(article.versions.order_by("number").values_list("number", flat=True))
    before, after = numbers.index(old.number), numbers.index(new.number)
    return {
        "earlier": (numbers[before - 1], old.number) if before else None,
        "later": (new.number, numbers[after + 1]) if after + 1 < len(numbers) else None,
    }
