"""Filters of the list of inquiries."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AnswerFilter(admin.SimpleListFilter):
    """Who still waits for a first answer, and for whom the promised day is over."""

    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("waits, still in time")), ("overdue", _("too late"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        kept = {"waiting": "unanswered_in_time", "overdue": "overdue"}.get(self.value() or "")
        return getattr(queryset, kept)() if kept else queryset
