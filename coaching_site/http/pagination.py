"""Pages of a list: a page that is not there is a 404, not the last one again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db import models
from django.http import Http404
from django.utils.safestring import SafeString

from coaching_site.pieces import BLANK, fill_piece, joined

LONGEST_NUMBER = 9
PAGES = "coaching_site/_pages.html"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a long list: where it begins, and how many rows it holds."""

    begins: Any
    rows: int


class StretchPaginator(Paginator):
    """Pages of a list that is too long to be counted or walked: it is known by its stretches.

    A page begins in the stretch that holds its first row, so page 5,000 costs what page 2 costs.
    """

    def __init__(
        self,
        stretches: Sequence[Stretch],
        rows_from: Callable[[Any, int, int], Any],
        per_page: int,
    ) -> None:
        """Take the stretches in their order.

        `rows_from(begins, first, last)` returns rows from where a stretch begins, counted from
        there as a slice is; the last of them may lie in the stretches behind it.
        """
        super().__init__((), per_page)
        self.stretches, self.rows_from = stretches, rows_from

    @cached_property
    def count(self) -> int:
        return sum(stretch.rows for stretch in self.stretches)

    def page(self, number: int | str) -> Page:
        """Return a page; its rows are fetched when they are asked for."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        for stretch in self.stretches:
            if first < stretch.rows:
                rows = self.rows_from(stretch.begins, first, first + self.per_page)
                return Page(rows, number, self)
            first -= stretch.rows
        return Page((), number, self)


def page_or_404[Row: models.Model](
    rows: models.QuerySet[Row] | Sequence[Row], number: str, per_page: int
) -> Page[Row]:
    """Return the page that `?page=` names; the empty first page of an empty list exists."""
    return numbered_page(Paginator(rows, per_page), number)


def numbered_page(pages: Paginator, number: str) -> Page:
    """Return that page, or raise the 404 that stands for a number which is none of a page."""
    if len(number) > LONGEST_NUMBER:
        raise Http404
    try:
        return pages.page(number)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error


def page_links(page: Page, query: str = "") -> SafeString:
    """Return the way to the other pages; `query` is what else the address asks, as `q=rust&`."""
    if page.paginator.num_pages == 1:
        return BLANK
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return fill_piece(
        PAGES,
        query=query or BLANK,
        previous=page.previous_page_number() if page.has_previous() else None,
        next=page.next_page_number() if page.has_next() else None,
        numbers=joined([_page_link(number, page, query) for number in numbers]),
    )


def _page_link(number: int | str, page: Page, query: str) -> SafeString:
    """Return one number, or the ellipsis for those that are far from this page."""
    if not isinstance(number, int):
        return fill_piece(f"{PAGES}#between", ellipsis=str(number))
    if number == page.number:
        return fill_piece(f"{PAGES}#here", number=number)
    return fill_piece(f"{PAGES}#other", number=number, query=query or BLANK)
