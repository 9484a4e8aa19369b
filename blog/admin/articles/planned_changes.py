"""Changes to a live article that wait for their moment, as its form shows and makes them."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext

from blog.admin.articles.form import ArticleFormMixin
from blog.admin.articles.steps import only_pressed
from blog.models import Article, ArticleState, ArticleVersion
from blog.publishing.saving import Saved
from coaching_site.accounts.signed_in import account_of
from coaching_site.time.moments import in_words


class ArticleChangesMixin(ArticleFormMixin):
    """Publishes at once or at the moment in the form, and says what waits."""

    def get_urls(self) -> list[URLPattern]:
        cancel = self.admin_site.admin_view(self.cancel_change_view)
        return [
            path("<int:pk>/cancel-change/", cancel, name="blog_article_cancel_change"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Ask for the moment of a change only where there can be one."""
        fieldsets = super().get_fieldsets(request, obj)
        is_live = obj is not None and obj.state == ArticleState.LIVE
        if is_live and self.has_publish_permission(request):
            return fieldsets
        return [
            (
                name,
                options | {"fields": [each for each in options["fields"] if each != "change_at"]},
            )
            for name, options in fieldsets
        ]

    def form_context(
        self, request: HttpRequest, article: Article | None, newest: ArticleVersion | None
    ) -> dict[str, Any]:
        """Tell the page which change waits."""
        waiting = article.waiting_change if article else None
        return super().form_context(request, article, newest) | {"waiting_change": waiting}

    def go_live(self, request: HttpRequest, saved: Saved, at: datetime | None) -> None:
        """Publish what was saved, or plan it; say which plan that ends."""
        by, waiting = account_of(request), saved.article.waiting_change
        if at:
            saved.article.schedule_change(saved.version, at, by=by)
            return
        saved.article.publish(saved.version, by=by)
        if waiting and waiting != saved.version:
            words = gettext("The change that was planned for %(moment)s is off: it was older.")
            self.message_user(request, words % {"moment": _moment_of(waiting)}, messages.WARNING)

    def cancel_change(self, request: HttpRequest, article: Article) -> None:
        """Let the waiting change wait no longer, if there still is one."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        if article.cancel_change():
            words = gettext("The change will not go live by itself. The version is kept.")
            self.message_user(request, words, messages.SUCCESS)

    @only_pressed
    def cancel_change_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Cancel the waiting change, from the history."""
        self.cancel_change(request, get_object_or_404(Article, pk=pk))
        return redirect("admin:blog_article_history", pk)

    def warn_of_moment_not_kept(self, request: HttpRequest, form: Any) -> None:
        """Say so when a moment was typed and another button pressed than the one that plans."""
        typed = form.cleaned_data.get("change_at") and "change_at" in form.changed_data
        if typed and "_publish" not in request.POST:
            words = gettext("Nothing is planned yet: for that, press “Schedule the change”.")
            self.message_user(request, words, messages.WARNING)


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
