"""Writing and publishing: list and form, and the addresses of what else is done with articles."""

from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext

from blog.admin.articles import article_list, buttons, previews
from blog.admin.articles.access import can_publish
from blog.admin.articles.actions import (
    ONLY_INSIDE_TRASH,
    ONLY_OUTSIDE_TRASH,
    move_to_trash,
    take_offline,
    take_out_of_trash,
)
from blog.admin.articles.fieldsets import FIELDSETS, FOLDS
from blog.admin.articles.form_page import article_page, script_texts
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
from blog.models import Article, ArticleState, ArticleVersion
from blog.models.article_content import ArticleContent
from blog.models.article_querysets import TEXT_FIELDS, ArticleQuerySet
from blog.publishing.previews import preview_response
from blog.publishing.remarks import remarks_on
from blog.search.versions import with_words_in_texts
from coaching_site.time.moments import in_words
from coaching_site.versions.admin.versioned_admin import VersionedAdmin
from coaching_site.versions.remarks import Remark
from coaching_site.versions.saving import Saved


@admin.register(Article)
class ArticleAdmin(VersionedAdmin):
    """What articles have beside what every text has: planned changes, sharing, trash, presence."""

    form = ArticleForm
    change_form_template = "admin/blog/article/change_form.html"
    fieldsets = FIELDSETS
    folds = FOLDS
    actions_template = "admin/blog/article/_actions.html"
    confirm_template = buttons.CONFIRM
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
        js = [Script("js/article/presence.js", type="module")]

    def get_urls(self) -> list[URLPattern]:
        return [
            self.address("future/", future, "future"),
            self.address("make/<str:field>/", make_named, "make"),
            self.address("<int:pk>/presence/", presence, "presence"),
            self.address("<int:pk>/preview-links/", previews.preview_links, "preview_links"),
            self.address("<int:pk>/cancel-change/", cancel_change, "cancel_change"),
            self.address("<int:pk>/trash/", buttons.trash, "trash"),
            self.address("<int:pk>/put-back/", buttons.put_back, "put_back"),
            self.address("<int:pk>/duplicate/", buttons.duplicate, "duplicate"),
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
        page = super().form_context(request, context)
        article = context["original"]
        page["words"] |= script_texts(article, str(context["site_title"]))
        return page | article_page(request, article)

    def remarks_on(self, content: ArticleContent) -> list[Remark]:
        return remarks_on(content)

    def preview_response(
        self, request: HttpRequest, text: Article, version: ArticleVersion
    ) -> HttpResponse:
        return preview_response(request, text, version)

    def save_text(self, request: HttpRequest, form: Any, text: Article) -> Saved:
        """Store what was typed; who presses the button that does so lets no change wait."""
        cancelling = "_cancel_change" in request.POST
        if cancelling and not can_publish(request.user):
            raise PermissionDenied
        saved = super().save_text(request, form, text)
        if cancelling:
            cancel(request, saved.row)
        return saved

    def content_of(self, request: HttpRequest, form: ArticleForm) -> ArticleContent:
        """Return what was typed; whoever publishes without a moment means now."""
        content: ArticleContent = form.content()
        has_moment = content.publish_at or form.is_published_as_it_stands
        if "_publish" in request.POST and not has_moment:
            content = replace(content, publish_at=timezone.now())
        return content

    def publish(self, request: HttpRequest, saved: Saved, form: ArticleForm) -> None:
        publish_or_plan(request, saved, at=form.cleaned_data.get("change_at"))

    def tell(self, request: HttpRequest, saved: Saved, form: ArticleForm) -> None:
        super().tell(request, saved, form)
        typed = form.cleaned_data.get("change_at") and "change_at" in form.changed_data
        if typed and "_publish" not in request.POST:
            words = gettext("Nothing is planned yet: for that, press “Schedule the change”.")
            messages.warning(request, words)

    def outcome_in_words(self, text: Article) -> str:
        if text.has_unpublished_changes and text.state != ArticleState.DRAFT:
            return changes_in_words(text)
        if text.state in {ArticleState.DRAFT, ArticleState.LIVE}:
            return super().outcome_in_words(text)
        if text.publish_at and text.state == ArticleState.SCHEDULED:
            moment = in_words(text.publish_at)
            return gettext("Scheduled: readers see it from %(moment)s.") % {"moment": moment}
        return gettext("Saved. Readers do not see it: %(state)s.") % {"state": text.state.label}
