"""How a moderator narrows the list of subjects."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.models import AskedSubject
from blog.models.asked_subjects import SubjectState

PARAMETER = "state"
ALL = "all"


class SubjectStateFilter(admin.SimpleListFilter):
    """By how far the answer is; what still waits for one comes first."""

    title = _("state")
    parameter_name = PARAMETER

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        otherwise = ALL if request.GET.get(SEARCH_VAR) else str(SubjectState.OPEN)
        self.shown = request.GET.get(PARAMETER, otherwise)
        super().__init__(request, *args)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*SubjectState.choices, (ALL, _("all"))]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Offer the states and “all”; without a choice the first of them counts."""
        for state, label in self.lookup_choices:
            yield {
                "selected": self.shown == str(state),
                "query_string": changelist.get_query_string({PARAMETER: state}),
                "display": label,
            }

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[AskedSubject]
    ) -> QuerySet[AskedSubject]:
        """Keep what is so far; a state that does not exist narrows nothing."""
        if self.shown not in SubjectState:
            return queryset
        return queryset.filter(pk__in=AskedSubject.objects.in_state(self.shown).values("pk"))
