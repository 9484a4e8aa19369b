"""Lists of the admin that stay quick with a million rows."""

import json
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

COUNTED = 2_000


class EstimatingPaginator(Paginator):
    """Counts to a bound; above it the planner's estimate will do, and the list says “about”."""

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
        if not self.is_estimate:
            return self.counted
        [plan] = json.loads(self.object_list.order_by().values("pk").explain(format="json"))
        return max(self.counted, int(plan["Plan"]["Plan Rows"]))

    def page(self, number: int | str) -> Page:
        """Return a page; of a long list its keys are found before its rows are read.

        Pages beyond the middle are counted from the end: the last one costs what the first costs,
        and shows the last rows whatever the estimate is.
        """
        if not self.is_estimate:
            return super().page(number)
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        size = min(self.per_page, self.count - first)
        keys = self.object_list.values("pk")
        if first > self.count // 2:
            keys, first = keys.reverse(), self.count - first - size
        return Page(self.object_list.filter(pk__in=keys[first : first + size]), number, self)
