"""Writing and publishing: list and form, and the addresses of what else is done with articles."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR, ActionLocation
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Script
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext

from blog.admin.articles import article_list, buttons, history, previews
from blog.admin.articles.access import can_publish
from blog.admin.articles.actions import (
    ONLY_INSIDE_TRASH,
    ONLY_OUTSIDE_TRASH,
    move_to_trash,
    take_offline,
    take_out_of_trash,
)
from blog.admin.articles.fieldsets import FIELDSETS
from blog.admin.articles.form_page import form_page
from blog.admin.articles.future import future
from blog.admin.articles.planned_changes import (
    cancel,
    cancel_change,
    changes_in_words,
    publish_or_plan,
)
from blog.admin.articles.presence import presence
from blog.admin.making import make_named, offer_to_make
from blog.forms.articles import ArticleForm
from blog.models import Article, ArticleState
from blog.models.article_content import ArticleContent
from blog.models.article_querysets import TEXT_FIELDS, ArticleQuerySet
from blog.publishing.saving import Saved, save_content, undo_tidying
from blog.search.versions import with_words_in_texts
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.admin_tools.local_drafts import confirm_saved
from coaching_site.rich_text.editor.admin import RichTextAdmin
from coaching_site.time.moments import in_words


@admin.register(Article)
class ArticleAdmin(RichTextAdmin):
    """The form is filled from the newest version; saving makes the next one."""

    form = ArticleForm
    fieldsets = FIELDSETS
    autocomplete_fields = ["series"]
    list_display = [
        article_list.image,
        "title",
        article_list.state_in_words,
        article_list.byline,
        article_list.changed,
    ]
    list_display_links = ["title"]
    list_filter = [article_list.ArticleStateFilter, "topics", "authors"]
    list_per_page = 50
    search_fields = ["title", "summary"]
    actions = [take_offline, move_to_trash, take_out_of_trash]

    class Media:
        css = {"all": ["css/admin/history.css", "css/admin/comparison.css"]}
        js = [Script("js/article/presence.js", type="module")]

    def get_urls(self) -> list[URLPattern]:
        """Put the views of this package before Django's own addresses, which match anything."""

        def address(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"blog_article_{name}")

        return [
            address("future/", future, "future"),
            address("make/<str:field>/", make_named, "make"),
            address("<int:pk>/presence/", presence, "presence"),
            address("<int:pk>/preview/", previews.preview, "preview"),
            address("<int:pk>/preview-links/", previews.preview_links, "preview_links"),
            address("<int:pk>/compare/", history.compare, "compare"),
            address("<int:pk>/restore/<int:number>/", history.restore, "restore"),
            address("<int:pk>/cancel-change/", cancel_change, "cancel_change"),
            address("<int:pk>/take-offline/", buttons.take_offline, "take_offline"),
            address("<int:pk>/trash/", buttons.trash, "trash"),
            address("<int:pk>/put-back/", buttons.put_back, "put_back"),
            address("<int:pk>/duplicate/", buttons.duplicate, "duplicate"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        return Article.objects.with_newest_version().with_waiting_change()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Leave the texts in the database: a page of them is megabytes that nobody reads here."""
        articles = queryset.defer(*TEXT_FIELDS)
        found = with_words_in_texts(articles, search_term) if search_term else articles
        return found, False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        answer = super().changelist_view(request, extra_context)
        context = answer.context_data if isinstance(answer, TemplateResponse) else None
        if context and "cl" in context:
            article_list.add_newest_versions(context["cl"].result_list)
        return answer

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show texts where Django's own history names fields."""
        if not KEY.fullmatch(object_id):
            raise Http404
        return history.history(request, int(object_id))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Tell Django who may use the actions of the list."""
        return can_publish(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Delete for good only what already lies in the trash."""
        in_trash = obj is None or obj.state == ArticleState.TRASHED
        return in_trash and super().has_delete_permission(request, obj)

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Offer in the trash what is done there, and elsewhere what is done elsewhere."""
        offered: dict[str, Any] = super().get_actions(request, action_location)
        state = request.GET.get(article_list.ArticleStateFilter.parameter_name)
        in_trash = state == ArticleState.TRASHED
        left_out = ONLY_OUTSIDE_TRASH if in_trash else ONLY_INSIDE_TRASH
        return {name: action for name, action in offered.items() if name not in left_out}

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Ask for the moment of a change only where there can be one."""
        if obj and obj.state == ArticleState.LIVE and can_publish(request.user):
            return FIELDSETS
        return [
            (name, {"fields": [field for field in options["fields"] if field != "change_at"]})
            for name, options in FIELDSETS
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Sign a new article with the name of who starts it; the query fills in nothing.

        Django hands it to the fields as it is, and those of dates break on what is no date.
        """
        author = getattr(request.user, "author", None)
        return {"bylines": [author.pk]} if author else {}

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        offer_to_make(request, context["adminform"].form)
        page = form_page(
            request, context["adminform"], context["original"], str(context["site_title"])
        )
        return super().form_context(request, context) | page

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Save a version, and publish it when that button was pressed."""
        pressed = request.POST.keys() & {"_publish", "_cancel_change", "_undo_tidying"}
        if pressed & {"_publish", "_cancel_change"} and not can_publish(request.user):
            raise PermissionDenied
        saved = self._save(request, form, Article.objects.get(pk=obj.pk) if change else None)
        if "_cancel_change" in pressed:
            cancel(request, saved.article)
        if "_publish" in pressed:
            publish_or_plan(request, saved, at=form.cleaned_data.get("change_at"))
        obj.pk = saved.article.pk
        _tell(request, saved, form)

    def _save(self, request: HttpRequest, form: Any, article: Article | None) -> Saved:
        """Store what was typed; whoever publishes without a moment means now."""
        content: ArticleContent = form.content()
        if "_publish" in request.POST and content.publish_at is None:
            content = replace(content, publish_at=timezone.now())
        by, based_on = account_of(request), form.cleaned_data["based_on"]
        note = form.cleaned_data["note"]
        if article and "_undo_tidying" in request.POST:
            return undo_tidying(article, content, by=by, based_on=based_on, note=note)
        return save_content(article, content, by=by, based_on=based_on, note=note)

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

    def _stay(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Go on writing, or to where the button leads that was pressed."""
        confirm_saved(request)
        if "_share" in request.POST:
            return previews.share(request, Article.objects.get(pk=obj.pk))
        view = "preview" if "_preview" in request.POST else "change"
        return redirect(f"admin:blog_article_{view}", obj.pk)


def _tell(request: HttpRequest, saved: Saved, form: Any) -> None:
    """Say what readers see now, and what was done to the text."""
    messages.success(request, outcome_in_words(saved.article))
    for notice in saved.notices:
        messages.warning(request, str(notice))
    typed = form.cleaned_data.get("change_at") and "change_at" in form.changed_data
    if typed and "_publish" not in request.POST:
        words = gettext("Nothing is planned yet: for that, press “Schedule the change”.")
        messages.warning(request, words)


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
