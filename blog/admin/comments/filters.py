"""How a moderator narrows the list of comments."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.models import Comment, CommentState

PARAMETER = "state"
ALL = "all"


def shown_state(request: HttpRequest) -> str:
    """Return the state that the list shows: what waits, unless a search or a person asks more."""
    otherwise = ALL if request.GET.get(SEARCH_VAR) else str(CommentState.PENDING)
    return request.GET.get(PARAMETER, otherwise)


class CommentStateFilter(admin.SimpleListFilter):
    """By where a comment stands; what waits comes first."""

    title = _("state")
    parameter_name = PARAMETER

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.shown = shown_state(request)
        super().__init__(request, *args)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*CommentState.choices, (ALL, _("all"))]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Offer the states and “all”; without a choice the first of them counts."""
        for state, label in self.lookup_choices:
            yield {
                "selected": self.shown == str(state),
                "query_string": changelist.get_query_string({PARAMETER: state}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        return queryset.filter(state=self.shown) if self.shown in CommentState else queryset
