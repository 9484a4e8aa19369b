"""Subjects that readers ask about, for who moderates comments."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from blog.admin.articles.access import can_add, can_view
from blog.admin.asked_subjects import steps
from blog.admin.asked_subjects.filters import SubjectStateFilter
from blog.models import AskedSubject
from blog.models.article_querysets import TEXT_FIELDS
from blog.models.asked_subjects import SubjectState
from coaching_site.admin_tools.model_admin import SiteModelAdmin

MOST_QUESTIONS = 200


@admin.register(AskedSubject)
class AskedSubjectAdmin(SiteModelAdmin):
    """What most people ask stands first; a subject comes about by marking a comment."""

    fields = ["title"]
    list_display = ["title"]
    list_filter = [SubjectStateFilter]
    list_per_page = 50
    search_fields = ["title"]
    word_fields = (("title",),)
    actions = None

    class Media:
        css = {"all": ["css/admin/queue.css", "css/admin/asked_subjects.css"]}

    def get_urls(self) -> list[URLPattern]:
        """Add the steps, which ask for the permission themselves."""
        return [
            self._address("mark/<int:pk>/", steps.mark_comment, "mark"),
            self._address("unmark/<int:pk>/", steps.unmark_comment, "unmark"),
            self._address("<int:pk>/merge/", steps.merge_subject, "merge"),
            self._address("<int:pk>/write/", steps.write_article, "write"),
            *super().get_urls(),
        ]

    def _address(self, route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        wrapped = self.admin_site.admin_view(view)
        return path(route, wrapped, {"model_admin": self}, name=f"blog_askedsubject_{name}")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AskedSubject]:
        """Count the askers, and leave the texts of the articles in the database."""
        texts = [f"article__{name}" for name in TEXT_FIELDS]
        subjects = AskedSubject.objects.with_askers().most_asked_first()
        return subjects.select_related("article").defer(*texts)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-askers", "-newest_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: AskedSubject | None = None) -> bool:
        """Let who may see comments see what they ask."""
        return bool(request.user.has_perm("blog.view_comment")) or self.has_change_permission(
            request, obj
        )

    def has_change_permission(self, request: HttpRequest, obj: AskedSubject | None = None) -> bool:
        return bool(request.user.has_perm("blog.change_comment"))

    def has_delete_permission(self, request: HttpRequest, obj: AskedSubject | None = None) -> bool:
        """Let who may delete comments delete their subjects; the comments stay."""
        return bool(request.user.has_perm("blog.delete_comment"))

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """Give the template the questions, and what can be done with them."""
        subject: AskedSubject = context["original"]
        questions = subject.questions.counted().newest_first().select_related("comment__article")
        texts = [f"comment__article__{name}" for name in TEXT_FIELDS]
        may_change = self.has_change_permission(request)
        return {
            "title": subject.title,
            "subtitle": None,
            "questions": questions.defer(*texts)[:MOST_QUESTIONS],
            "may_change": may_change,
            "may_write": may_change and can_view(request.user) and can_add(request.user),
            "may_merge": may_change and subject.state != SubjectState.ANSWERED,
        }
