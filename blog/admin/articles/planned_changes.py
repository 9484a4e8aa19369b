"""Changes to a live article that wait for their moment: published, planned, cancelled, told."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext

from blog.admin.articles.access import can_publish, require_button, requires
from blog.models import Article, ArticleVersion
from coaching_site.accounts.signed_in import account_of
from coaching_site.time.moments import in_words
from coaching_site.versions.saving import Saved


@require_button
@requires(can_publish)
def cancel_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the waiting change, from the history."""
    cancel(request, get_object_or_404(Article, pk=pk))
    return redirect("admin:blog_article_history", pk)


def cancel(request: HttpRequest, article: Article) -> None:
    """Let the waiting change wait no longer, if there still is one."""
    if article.cancel_change():
        words = gettext("The change will not go live by itself. The version is kept.")
        messages.success(request, words)


def publish_or_plan(request: HttpRequest, saved: Saved, at: datetime | None) -> None:
    """Publish what was saved, or plan it for a moment; say which plan that ends."""
    by, waiting = account_of(request), saved.row.waiting_change
    if at:
        saved.row.schedule_change(saved.version, at, by=by)
        return
    saved.row.publish(saved.version, by=by)
    if waiting and waiting != saved.version:
        words = gettext("The change that was planned for %(moment)s is off: it was older.")
        messages.warning(request, words % {"moment": _moment_of(waiting)})


def changes_in_words(article: Article) -> str:
    """Return what readers see of a live article of which something newer is saved, and when."""
    waiting, newest = article.waiting_change, article.newest_version
    if waiting is None or newest is None:
        return gettext("Saved. Readers see the previous text until you publish the changes.")
    moment = {"moment": _moment_of(waiting), "number": waiting.number}
    if waiting == newest:
        return gettext("Planned: readers see the changes from %(moment)s.") % moment
    return (
        gettext(
            "Saved, but not part of what goes live on %(moment)s: that is version %(number)s. "
            "Schedule again to take this along."
        )
        % moment
    )


def _moment_of(waiting: ArticleVersion) -> str:
    return in_words(waiting.go_live_at) if waiting.go_live_at else ""
