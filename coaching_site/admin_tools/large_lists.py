"""Lists of the admin that stay quick with a million rows."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from coaching_site.database.word_search import with_words

COUNTED = 2_000
NEWEST_FIRST = ("-created_at", "-pk")
# The parameter of a link that names the first row of its page, and how many pages on each side are
# found from that row: as many as Django links.
START_VAR, NEIGHBOURS = "from", 3
START = re.compile(r"([0-9]{1,9})-([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class PageStart:
    """The number of a page and the row that it began with when it was shown."""

    page: int
    pk: int

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """Read what a link says; nothing where it says something else."""
        found = START.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.page}-{self.pk}"


class LargeListPaginator(Paginator):
    """Counts to a bound; above it the planner's estimate will do, and says so.

    A page beyond the middle is reached from the end, so that the last one costs what the first
    costs, and shows the last rows whatever the estimate is. Far from both ends of a list with the
    newest first, a page goes on from `start`, the first row of one near it.
    """

    object_list: QuerySet[Any]
    start: PageStart | None = None

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
        if self.start and self.leads_to(number, self.start):
            moment = self.object_list.filter(pk=self.start.pk).values_list("created_at", flat=True)
            if seen := moment.first():
                return Page(self._rows_from(self.start, seen, number), number, self)
        if first <= self.count // 2:
            return Page(self._rows(self.object_list, first, size), number, self)
        following = self.count - first - size
        return Page(self._rows_before(self.object_list, following, size), number, self)

    def leads_to(self, number: int, start: PageStart) -> bool:
        """Tell whether a page is found from that row: near it, and far from both ends."""
        order = tuple(dict.fromkeys(self.object_list.query.order_by))  # the admin names some twice
        is_far = COUNTED < (number - 1) * self.per_page < self.count - COUNTED
        return order == NEWEST_FIRST and is_far and abs(number - start.page) <= NEIGHBOURS

    def _rows_from(self, start: PageStart, moment: datetime, number: int) -> Any:
        """Return the rows of a page, counted from a row of that moment."""
        rows, between = self.object_list, (number - start.page) * self.per_page
        if between >= 0:
            here = Q(created_at__lt=moment) | Q(created_at=moment, pk__lte=start.pk)
            rows = rows.filter(here, created_at__lte=moment)  # where the index is entered
            return self._rows(rows, between, self.per_page)
        here = Q(created_at__gt=moment) | Q(created_at=moment, pk__gt=start.pk)
        rows = rows.filter(here, created_at__gte=moment)
        return self._rows_before(rows, -between - self.per_page, self.per_page)

    def _rows(self, rows: QuerySet[Any], first: int, size: int) -> QuerySet[Any]:
        return rows.filter(pk__in=rows.values("pk")[first : first + size])

    def _rows_before(self, rows: QuerySet[Any], following: int, size: int) -> list[Any]:
        """Return `size` rows after which so many follow, in the order of the list."""
        return list(self._rows(rows.reverse(), following, size))[::-1]


class LargeChangeList(ChangeList):
    """Names the first row of its page in the links to pages that are found from there."""

    paginator: LargeListPaginator

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """Leave that row to the paginator: it narrows nothing, and other links do not carry it."""
        for known in (self.params, self.filter_params):
            known.pop(START_VAR, None)
        return super().get_queryset(request, exclude_parameters)

    def get_query_string(self, new_params: Any = None, remove: Any = None) -> str:
        page = (new_params or {}).get(PAGE_VAR)
        if page and self.start and self.paginator.leads_to(page, self.start):
            new_params = {**new_params, START_VAR: self.start}
        return super().get_query_string(new_params, remove)

    @cached_property
    def start(self) -> PageStart | None:
        """Return with which row this page begins, if it has one."""
        rows = list(self.result_list)
        return PageStart(self.page_num, rows[0].pk) if rows else None


class LargeListMixin(admin.ModelAdmin):
    """Counts nothing that nobody waits for, and searches by words through indexes.

    `word_fields` are the groups of columns that an index of words each has; `search_fields` says
    to Django that there is a search.
    """

    paginator = LargeListPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    word_fields: tuple[tuple[str, ...], ...] = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list whose links say with which row its page begins."""
        return LargeChangeList

    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Tell the pages with which row the page began that led here."""
        pages: Any = super().get_paginator(request, *args, **kwargs)
        pages.start = PageStart.from_text(request.GET.get(START_VAR, ""))
        return pages

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
