"""Writing and publishing."""

from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext

from blog.admin.articles.changelist import ArticleListMixin
from blog.admin.articles.form import ArticleFormMixin
from blog.admin.articles.future import ArticleFutureMixin
from blog.admin.articles.history import ArticleHistoryMixin
from blog.admin.articles.planned_changes import ArticleChangesMixin, changes_in_words
from blog.admin.articles.presence import ArticlePresenceMixin
from blog.admin.articles.previews import ArticlePreviewMixin
from blog.admin.articles.trash import ArticleTrashMixin
from blog.admin.images.image_choices import ImageChoiceMixin
from blog.forms.articles import ArticleForm
from blog.models import Article, ArticleState
from blog.models.article_content import ArticleContent
from blog.publishing.saving import Saved, save_content, undo_tidying
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.clean_input import CleanInputAdminMixin
from coaching_site.rich_text.editor.admin import EditorAdminMixin
from coaching_site.time.moments import in_words


@admin.register(Article)
class ArticleAdmin(
    ArticleListMixin,
    ArticlePresenceMixin,
    ArticlePreviewMixin,
    ArticleTrashMixin,
    ArticleFutureMixin,
    ArticleHistoryMixin,
    ArticleChangesMixin,
    ArticleFormMixin,
    ImageChoiceMixin,
    CleanInputAdminMixin,
    EditorAdminMixin,
):
    """The form is filled from the newest version; saving makes the next one."""

    form = ArticleForm
    autocomplete_fields = ["series"]
    image_fields = ("cover", "social_image")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Sign a new article with the name of who starts it; the query fills in nothing.

        Django hands it to the fields as it is, and those of dates break on what is no date.
        """
        author = getattr(request.user, "author", None)
        return {"bylines": [author.pk]} if author else {}

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
        note = form.cleaned_data["note"]
        if article and "_undo_tidying" in request.POST:
            saved = undo_tidying(article, content, by=by, based_on=based_on, note=note)
        else:
            saved = save_content(article, content, by=by, based_on=based_on, note=note)
        if "_cancel_change" in request.POST:
            self.cancel_change(request, saved.article)
        if publishing:
            self.go_live(request, saved, at=form.cleaned_data.get("change_at"))
        obj.pk = saved.article.pk
        self._tell(request, saved)
        self.warn_of_moment_not_kept(request, form)

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

    def _stay(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Go on writing, or to where the button leads that was pressed."""
        self.confirm_saved(request)
        return self.next_page(request, article)

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
        return changes_in_words(article)
    if article.publish_at and article.state == ArticleState.SCHEDULED:
        moment = in_words(article.publish_at)
        return gettext("Scheduled: readers see it from %(moment)s.") % {"moment": moment}
    if article.state == ArticleState.LIVE:
        link = format_html('<a href="{}">{}</a>', article.get_absolute_url(), article.title)
        return format_html(gettext("Readers see it now: {}"), link)
    return gettext("Saved. Readers do not see it: %(state)s.") % {"state": article.state.label}
