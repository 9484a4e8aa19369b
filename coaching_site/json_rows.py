"""The rows of a subquery in one column of the outer query."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, JSONField, QuerySet


class JSONRows(Func):
    """What a queryset of one column finds, as one list in JSON; an empty list for nothing.

    `ArraySubquery` would have Django read every row by itself, which takes longer than to read
    them all at once.
    """

    function = "to_jsonb"

    def __init__(self, rows: QuerySet[Any], **extra: Any) -> None:
        # Django makes a function anew by the source expressions that it was made of.
        found = rows if isinstance(rows, ArraySubquery) else ArraySubquery(rows)
        super().__init__(found, output_field=JSONField(), **extra)
