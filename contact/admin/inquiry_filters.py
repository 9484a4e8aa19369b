"""How the practice narrows the list of inquiries."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contact.models.inquiries import InquiryQuerySet

GATES: dict[str, Callable[[InquiryQuerySet], InquiryQuerySet]] = {
    "waiting": InquiryQuerySet.unanswered_in_time,
    "overdue": InquiryQuerySet.overdue,
}


class AnswerFilter(admin.SimpleListFilter):
    """Who still waits for a first answer, and for whom the promised day is over."""

    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("waits, still in time")), ("overdue", _("too late"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> InquiryQuerySet:
        gate = GATES.get(self.value() or "", InquiryQuerySet.all)
        return gate(queryset)
