"""Lists of the admin that stay quick with a million rows."""

import json
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from coaching_site.word_search import with_words

COUNTED = 2_000


class LargeListPaginator(Paginator):
    """Counts to a bound; above it the planner's estimate will do, and says so.

    A page beyond the middle is reached from the end, so that the last one costs what the first
    costs, and shows the last rows whatever the estimate is.
    """

    object_list: QuerySet[Any]

    @cached_property
    def counted(self) -> int:
        """Return how many rows there are, up to one more than are counted."""
        return self.object_list.order_by().values("pk")[: COUNTED + 1].count()

    @property
    def is_estimate(self) -> bool:
        return self.counted > COUNTED

    @cached_property
    def count(self) -> int:
        """Return the number of rows, or about how many they are."""
        return max(self.counted, _estimate(self.object_list)) if self.is_estimate else self.counted

    def page(self, number: int | str) -> Page:
        """Return a page; of a long list its keys are found before its rows are read."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        size = min(self.per_page, self.count - first)
        if not self.is_estimate:
            return Page(self.object_list[first : first + size], number, self)
        if first <= self.count // 2:
            return Page(self._rows(self.object_list, first, size), number, self)
        backwards = self._rows(self.object_list.reverse(), self.count - first - size, size)
        return Page(list(backwards)[::-1], number, self)

    def _rows(self, rows: QuerySet[Any], first: int, size: int) -> QuerySet[Any]:
        return rows.filter(pk__in=rows.values("pk")[first : first + size])


class LargeListMixin(admin.ModelAdmin):
    """Counts nothing that nobody waits for, and searches by words through indexes.

    `word_fields` are the groups of columns that an index of words each has; `search_fields` says
    to Django that there is a search.
    """

    paginator = LargeListPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    word_fields: tuple[tuple[str, ...], ...] = ()

    def get_word_fields(self, request: HttpRequest) -> tuple[tuple[str, ...], ...]:
        """Return the groups of columns that this person may search."""
        return self.word_fields

    def found_otherwise(self, request: HttpRequest, text: str) -> Q | None:
        """Return what also counts as found; nothing, unless a list says so."""
        return None

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Keep the rows that have the words; no row comes twice."""
        if not search_term:
            return queryset, False
        otherwise = self.found_otherwise(request, search_term)
        fields = self.get_word_fields(request)
        return with_words(queryset, search_term, *fields, otherwise=otherwise), False


def _estimate(rows: QuerySet[Any]) -> int:
    """Return how many rows the planner expects, by its statistics of the table."""
    [plan] = json.loads(rows.order_by().values("pk").explain(format="json"))
    return int(plan["Plan"]["Plan Rows"])
