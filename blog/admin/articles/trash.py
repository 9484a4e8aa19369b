"""Taking an article off the site, throwing it away with a way back, and starting from a copy."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.admin.articles.filters import ArticleStateFilter
from blog.admin.articles.form import ArticleFormMixin
from blog.admin.articles.steps import only_pressed
from blog.models import Article, ArticleState, ArticleVersion
from blog.publishing.duplicating import duplicate
from coaching_site.accounts.signed_in import account_of
from coaching_site.time.moments import in_words

UNDO = (
    '{} <form method="post" action="{}" class="undo">'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><button>{}</button></form>'
)


class ArticleTrashMixin(ArticleFormMixin):
    """What readers see disappears only when asked twice; what was thrown away comes back."""

    actions = ["take_offline", "move_to_trash", "take_out_of_trash"]

    def get_urls(self) -> list[URLPattern]:
        steps = {
            "trash": self.trash_view,
            "put-back": self.put_back_view,
            "take-offline": self.take_offline_view,
            "duplicate": self.duplicate_view,
        }
        protect = self.admin_site.admin_view
        return [
            path(f"<int:pk>/{step}/", protect(view), name=f"blog_article_{step.replace('-', '_')}")
            for step, view in steps.items()
        ] + super().get_urls()

    @only_pressed
    def trash_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Move to the trash and offer to undo it; what readers see is asked about first."""
        article = get_object_or_404(Article, pk=pk)
        if not self.may_throw_away(request, article):
            raise PermissionDenied
        if article.state == ArticleState.LIVE and "sure" not in request.POST:
            return self._ask(request, article, gettext("Move to the trash"))
        article.move_to_trash()
        self.log_change(request, article, gettext("Moved to the trash."))
        self.message_user(request, _with_undo(request, article), messages.SUCCESS)
        return redirect("admin:blog_article_changelist")

    @only_pressed
    def put_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it out of the trash, as it was."""
        article = get_object_or_404(Article, pk=pk)
        if not self.may_throw_away(request, article):
            raise PermissionDenied
        article.take_out_of_trash()
        self.log_change(request, article, gettext("Taken out of the trash."))
        words = gettext("“%(title)s” is back: %(state)s.")
        words %= {"title": article.title, "state": article.state.label}
        self.message_user(request, words, messages.SUCCESS)
        return redirect("admin:blog_article_change", pk)

    @only_pressed
    def take_offline_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a draft of it again, once that was asked about."""
        article = get_object_or_404(Article, pk=pk)
        if not self.has_publish_permission(request):
            raise PermissionDenied
        if article.state == ArticleState.LIVE and "sure" not in request.POST:
            return self._ask(request, article, gettext("Take offline"))
        article.unpublish()
        self.log_change(request, article, gettext("Taken offline."))
        words = gettext("“%(title)s” is a draft again; readers do not see it.")
        self.message_user(request, words % {"title": article.title}, messages.SUCCESS)
        return redirect("admin:blog_article_change", pk)

    @only_pressed
    def duplicate_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Start a draft from the newest saved version, and open it."""
        article = get_object_or_404(Article, pk=pk)
        if not (self.has_view_permission(request, article) and self.has_add_permission(request)):
            raise PermissionDenied
        draft = duplicate(article, by=account_of(request))
        self.log_addition(request, draft, gettext("Copied."))
        words = gettext("This is the copy: a draft with an address of its own.")
        self.message_user(request, words, messages.SUCCESS)
        return redirect("admin:blog_article_change", draft.pk)

    def form_context(
        self, request: HttpRequest, article: Article | None, newest: ArticleVersion | None
    ) -> dict[str, Any]:
        """Tell the menu what this person may do with the article."""
        actions = article and {
            "can_share": self.has_change_permission(request, article),
            "can_throw_away": self.may_throw_away(request, article),
            "can_duplicate": self.has_add_permission(request),
        }
        return super().form_context(request, article, newest) | {"actions": actions}

    def may_throw_away(self, request: HttpRequest, article: Article) -> bool:
        """Tell whether this person may: a draft by who writes, the rest by who publishes."""
        is_draft = article.publish_at is None
        may_change = is_draft and self.has_change_permission(request, article)
        return may_change or self.has_publish_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Delete for good only what already lies in the trash."""
        in_trash = obj is None or obj.state == ArticleState.TRASHED
        return in_trash and super().has_delete_permission(request, obj)

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Offer in the trash what is done there, and elsewhere what is done elsewhere."""
        actions: dict[str, Any] = super().get_actions(request, action_location)
        in_trash = request.GET.get(ArticleStateFilter.parameter_name) == ArticleState.TRASHED
        left_out = _OUTSIDE_TRASH if in_trash else _INSIDE_TRASH
        return {name: action for name, action in actions.items() if name not in left_out}

    @admin.action(description=_("Take offline (make drafts)"), permissions=["publish"])
    def take_offline(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        self._each(request, articles, Article.unpublish, gettext("Taken offline."))

    @admin.action(description=_("Move to the trash"), permissions=["publish"])
    def move_to_trash(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        self._each(request, articles, Article.move_to_trash, gettext("Moved to the trash."))

    @admin.action(description=_("Take out of the trash"), permissions=["publish"])
    def take_out_of_trash(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        done = gettext("Taken out of the trash.")
        self._each(request, articles, Article.take_out_of_trash, done)

    def _each(
        self,
        request: HttpRequest,
        articles: QuerySet[Article],
        verb: Callable[[Article], None],
        done: str,
    ) -> None:
        """Do the same to each chosen article, note what was done, and say how many there were."""
        for article in articles:
            verb(article)
            self.log_change(request, article, done)
        count = len(articles)
        words = ngettext("%(count)d article changed.", "%(count)d articles changed.", count)
        self.message_user(request, words % {"count": count}, messages.SUCCESS)

    def _ask(self, request: HttpRequest, article: Article, step: str) -> HttpResponse:
        """Ask whether readers should really lose it."""
        context = {"title": step, "opts": self.opts, "article": article}
        context |= self.admin_site.each_context(request)
        return render(request, "admin/blog/article/confirm.html", context)


_OUTSIDE_TRASH = {"take_offline", "move_to_trash"}
_INSIDE_TRASH = {"take_out_of_trash", "delete_selected"}


def _with_undo(request: HttpRequest, article: Article) -> str:
    """Return the message that it is gone, until when it can come back, and the way to do that."""
    words = gettext("“%(title)s” lies in the trash, and can come back until %(moment)s.")
    erased_at = article.erased_at
    words %= {"title": article.title, "moment": in_words(erased_at) if erased_at else ""}
    undo = reverse("admin:blog_article_put_back", args=[article.pk])
    return format_html(UNDO, words, undo, get_token(request), gettext("Undo"))
