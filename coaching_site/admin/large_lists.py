"""Lists of the admin that stay quick with a million rows."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from coaching_site.word_search import with_words

COUNTED = 2_000
NEWEST_FIRST = ("-created_at", "-pk")
# What a link says of the page that it stands on, and to how many pages on each side it does.
FROM_VAR, NEIGHBOURS = "from", 3
MARK = re.compile(r"([0-9]{1,9})-([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Mark:
    """The row with which a page began when it was shown: its neighbours are found from there."""

    page: int
    pk: int

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """Read what a link says; nothing where it says something else."""
        found = MARK.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.page}-{self.pk}"

    def is_near(self, page: int) -> bool:
        """Tell whether so few pages lie between that this row leads there."""
        return abs(page - self.page) <= NEIGHBOURS


class LargeListPaginator(Paginator):
    """Counts to a bound; above it the planner's estimate will do, and says so.

    A page beyond the middle is reached from the end, so that the last one costs what the first
    costs, and shows the last rows whatever the estimate is. Far from both ends a page goes on from
    `mark`, a row of one beside it, also where rows came or went meanwhile.
    """

    object_list: QuerySet[Any]
    mark: Mark | None = None

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
        if (rows := self._rows_from_mark(number)) is not None:
            return Page(rows, number, self)
        if first <= self.count // 2:
            return Page(self._rows(self.object_list, first, size), number, self)
        last = self.count - first - size
        return Page(self._rows_before(self.object_list, last, size), number, self)

    def is_far(self, number: int) -> bool:
        """Tell whether more rows lie on both sides of a page than are counted."""
        first = (number - 1) * self.per_page
        return COUNTED < first < self.count - COUNTED

    def _rows_from_mark(self, number: int) -> QuerySet[Any] | list[Any] | None:
        """Return the rows of a page near the mark; None where it is of no use, or its row gone."""
        mark, rows = self.mark, self.object_list
        order = tuple(dict.fromkeys(rows.query.order_by))  # the admin names a field twice
        if mark is None or not mark.is_near(number) or not self.is_far(number):
            return None
        if order != NEWEST_FIRST:
            return None
        moment = rows.filter(pk=mark.pk).values_list("created_at", flat=True).first()
        if moment is None:
            return None
        between = (number - mark.page) * self.per_page
        if between >= 0:
            here = Q(created_at__lt=moment) | Q(created_at=moment, pk__lte=mark.pk)
            rows = rows.filter(here, created_at__lte=moment)  # where the index is entered
            return self._rows(rows, between, self.per_page)
        here = Q(created_at__gt=moment) | Q(created_at=moment, pk__gt=mark.pk)
        rows = rows.filter(here, created_at__gte=moment)
        return self._rows_before(rows, -between - self.per_page, self.per_page)

    def _rows(self, rows: QuerySet[Any], first: int, size: int) -> QuerySet[Any]:
        return rows.filter(pk__in=rows.values("pk")[first : first + size])

    def _rows_before(self, rows: QuerySet[Any], last: int, size: int) -> list[Any]:
        """Return as many rows, counted from the end."""
        return list(self._rows(rows.reverse(), last, size))[::-1]


class LargeChangeList(ChangeList):
    """Links the pages beside the one that is shown by its first row."""

    paginator: LargeListPaginator

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """Leave the mark to the paginator: it narrows nothing, and other links do not carry it."""
        self.filter_params.pop(FROM_VAR, None)
        return super().get_queryset(request, exclude_parameters)

    def get_query_string(self, new_params: Any = None, remove: Any = None) -> str:
        """Add the mark to a link that leads to a page near this one."""
        page = (new_params or {}).get(PAGE_VAR)
        if page and self.paginator.is_far(page) and self.mark and self.mark.is_near(page):
            new_params = {**new_params, FROM_VAR: self.mark}
        return super().get_query_string(new_params, remove)

    @cached_property
    def mark(self) -> Mark | None:
        """Return with which row this page begins, if it has one."""
        rows = list(self.result_list)
        return Mark(self.page_num, rows[0].pk) if rows else None


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
        """Return the list whose links say where its page began."""
        return LargeChangeList

    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Tell the pages from where the link that led here came."""
        pages: Any = super().get_paginator(request, *args, **kwargs)
        pages.mark = Mark.from_text(request.GET.get(FROM_VAR, ""))
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
