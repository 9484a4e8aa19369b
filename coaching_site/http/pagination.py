"""Pages of a list: a page that is not there is a 404, not the last one again."""

from collections.abc import Sequence

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db import models
from django.http import Http404

LONGEST_NUMBER = 9


def page_or_404[Row: models.Model](
    rows: "models.QuerySet[Row, Row] | models.QuerySet[Row, int] | Sequence[Row]",
    number: str,
    per_page: int,
) -> Page:
    """Return the page that `?page=` names; the empty first page of an empty list exists."""
    if len(number) > LONGEST_NUMBER:
        raise Http404
    try:
        return Paginator(rows, per_page).page(number)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
