"""Writing and publishing."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR, ActionLocation
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.admin.article_filters import ArticleStateFilter
from blog.admin.article_form import ArticleFormMixin
from blog.admin.article_list import ArticleListMixin
from blog.admin.article_presence import ArticlePresenceMixin
from blog.content import ArticleContent
from blog.forms.articles import ArticleForm
from blog.models import Article, ArticleState
from blog.preview import preview_response
from blog.saving import Saved, save_content, undo_tidying
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin.clean_input import CleanInputAdminMixin
from coaching_site.rich_text.editor import EditorAdminMixin


@admin.register(Article)
class ArticleAdmin(
    ArticleListMixin, ArticlePresenceMixin, ArticleFormMixin, CleanInputAdminMixin, EditorAdminMixin
):
    """The form is filled from the newest version; saving makes the next one."""

    form = ArticleForm
    autocomplete_fields = ["cover", "social_image", "series"]
    actions = ["take_offline", "move_to_trash", "take_out_of_trash"]

    class Media:
        css = {"all": ["css/admin_articles.css"]}
        js = [Script("js/article_form.js", type="module")]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Sign a new article with the name of who starts it; the query fills in nothing.

        Django hands it to the fields as it is, and those of dates break on what is no date.
        """
        author = getattr(request.user, "author", None)
        return {"bylines": [author.pk]} if author else {}

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview_view)
        return [
            path("<int:pk>/preview/", preview, name="blog_article_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the newest version on the real page, to who may see drafts."""
        article = get_object_or_404(Article, pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return preview_response(request, article)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Delete for good only what already lies in the trash."""
        in_trash = obj is None or obj.state == ArticleState.TRASHED
        return in_trash and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Save a version, and publish it when that button was pressed."""
        publishing = "_publish" in request.POST
        if publishing and not self.has_publish_permission(request):
            raise PermissionDenied
        content: ArticleContent = form.content()
        if publishing and content.publish_at is None:
            content = replace(content, publish_at=timezone.now())
        by, based_on = account_of(request), form.cleaned_data["based_on"]
        article = Article.objects.get(pk=obj.pk) if change else None
        if article and "_undo_tidying" in request.POST:
            saved = undo_tidying(article, content, by=by, based_on=based_on)
        else:
            saved = save_content(article, content, by=by, based_on=based_on)
        if publishing:
            saved.article.publish(saved.version, by=by)
        obj.pk = saved.article.pk
        self._tell(request, saved)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write nothing: relations are part of the version."""

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._stay(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._stay(request, obj)

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Offer to delete for good only where the trash is shown."""
        actions: dict[str, Any] = super().get_actions(request, action_location)
        if request.GET.get(ArticleStateFilter.parameter_name) != ArticleState.TRASHED:
            actions.pop("delete_selected", None)
        return actions

    @admin.action(description=_("Take offline (make drafts)"), permissions=["publish"])
    def take_offline(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        self._each(request, articles, Article.unpublish)

    @admin.action(description=_("Move to the trash"), permissions=["publish"])
    def move_to_trash(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        self._each(request, articles, Article.move_to_trash)

    @admin.action(description=_("Take out of the trash"), permissions=["publish"])
    def take_out_of_trash(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        self._each(request, articles, Article.take_out_of_trash)

    def _each(
        self, request: HttpRequest, articles: QuerySet[Article], verb: Callable[[Article], None]
    ) -> None:
        """Do the same to each chosen article and say how many there were."""
        for article in articles:
            verb(article)
            self.log_change(request, article, verb.__name__)
        count = len(articles)
        words = ngettext("%(count)d article changed.", "%(count)d articles changed.", count)
        self.message_user(request, words % {"count": count}, messages.SUCCESS)

    def _stay(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Go on writing, or look at the preview when that button was pressed."""
        self.confirm_saved(request)
        view = "preview" if "_preview" in request.POST else "change"
        return HttpResponseRedirect(reverse(f"admin:blog_article_{view}", args=[article.pk]))

    def _tell(self, request: HttpRequest, saved: Saved) -> None:
        """Say what readers see now, and what was done to the text."""
        self.message_user(request, outcome_in_words(saved.article), messages.SUCCESS)
        for notice in saved.notices:
            self.message_user(request, str(notice), messages.WARNING)


def outcome_in_words(article: Article) -> str:
    """Return what a save meant for readers; "saved" alone would leave the author guessing."""
    if article.state == ArticleState.DRAFT:
        return gettext("Saved as a draft. Readers do not see it yet.")
    if article.has_unpublished_changes:
        return gettext("Saved. Readers see the previous text until you publish the changes.")
    if article.state == ArticleState.SCHEDULED:
        moment = date_format(timezone.localtime(article.publish_at), "DATETIME_FORMAT")
        return gettext("Scheduled: readers see it from %(moment)s.") % {"moment": moment}
    if article.state == ArticleState.LIVE:
        link = format_html('<a href="{}">{}</a>', article.get_absolute_url(), article.title)
        return format_html(gettext("Readers see it now: {}"), link)
    return gettext("Saved. Readers do not see it: %(state)s.") % {"state": article.state.label}
