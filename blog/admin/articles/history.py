"""Earlier versions of an article: looked at, compared, and put back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from blog.admin.articles.access import can_change, can_publish, can_view, requires
from blog.admin.articles.history_rows import rows_of, seen_in_words
from blog.comparing import compare_contents
from blog.models import Article, ArticleState, ArticleVersion, StaleVersionError
from blog.publishing.remarks import refusals_of
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.admin_tools.views import log_change, render_in_admin
from coaching_site.http.pagination import page_or_404

PER_PAGE = 25
BESIDE = "beside"


@requires(can_view)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """List the versions, newest first."""
    article = get_object_or_404(Article, pk=pk)
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
    return _show(request, "history", article, context)


@requires(can_view)
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show two versions against each other, the older one as what was."""
    article = get_object_or_404(Article, pk=pk)
    old, new = sorted(_asked_versions(request, article), key=lambda version: version.number)
    numbers = {"old": old.number, "new": new.number}
    context = {
        "title": _("Version %(old)s and version %(new)s") % numbers,
        "sides": [(version, seen_in_words(article, version)) for version in (old, new)],
        "fields": compare_contents(old.read(), new.read()),
        "side_by_side": request.GET.get("view") == BESIDE,
        "steps": _steps(article, old, new),
        "newest": _newest_number(article),
    }
    return _show(request, "compare", article, context)


@requires(can_change)
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask whether to put a version back, and do it."""
    article = get_object_or_404(Article, pk=pk)
    version = get_object_or_404(article.versions, number=number)
    if request.method == "POST":
        return _restore(request, article, version)
    newest = article.versions.latest("number")
    content = article.restored_content(version)
    context = {
        "title": _("Put back version %(number)s") % {"number": number},
        "version": version,
        "newest": newest,
        "fields": compare_contents(newest.read(), content),
        "may_publish": article.state == ArticleState.LIVE
        and content.is_shown_at(timezone.now())
        and can_publish(request.user),
    }
    return _show(request, "restore", article, context)


def _restore(request: HttpRequest, article: Article, version: ArticleVersion) -> HttpResponse:
    """Put a version back as the newest one; readers get it when that was asked as well.

    Not when they would lose the article by it: the moments are those that were saved last.
    """
    publishing = "_publish" in request.POST
    if publishing and not can_publish(request.user):
        raise PermissionDenied
    based_on = request.POST.get("based_on", "")
    by, replaced = account_of(request), int(based_on) if KEY.fullmatch(based_on) else 0
    try:
        restored = article.restore(version, by=by, based_on=replaced)
    except StaleVersionError as error:
        words = _("%(name)s saved a newer version meanwhile. Look at it before you go on.")
        name = error.newest.created_by or _("Somebody")
        messages.warning(request, words % {"name": name})
        return redirect("admin:blog_article_restore", article.pk, version.number)
    if publishing and _can_be_published(request, restored):
        article.publish(restored, by=by)
    log_change(request, article, [{"changed": {"fields": [restored.note]}}])
    messages.success(request, _outcome(article, version, replaced))
    return redirect("admin:blog_article_change", article.pk)


def _can_be_published(request: HttpRequest, version: ArticleVersion) -> bool:
    """Tell whether readers may get it; say what stands in the way."""
    content = version.read()
    refusals = refusals_of(content)
    for refusal in refusals:
        messages.warning(request, refusal.words)
    return not refusals and content.is_shown_at(timezone.now())


def _outcome(article: Article, version: ArticleVersion, replaced: int) -> str:
    """Say what readers see now, and how to undo it."""
    if article.has_unpublished_changes:
        words = _("Version {number} is back. Readers see it when you publish the changes. {undo}")
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


def _show(
    request: HttpRequest, page: str, article: Article, context: dict[str, Any]
) -> HttpResponse:
    """Show a page around an article within the admin."""
    context |= {
        "article": article,
        "can_change": can_change(request.user),
        "can_publish": can_publish(request.user),
    }
    return render_in_admin(request, f"admin/blog/article/{page}.html", Article, context)


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
