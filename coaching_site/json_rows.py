"""The rows of a subquery in one column of the outer query."""

from django.db.models import JSONField, Subquery


class JSONRows(Subquery):
    """What a queryset of one column finds, as one list in JSON; an empty list for nothing.

    Of an `ArraySubquery` Django would read every row by itself, which takes longer than to read
    them all at once.
    """

    template = "to_jsonb(ARRAY(%(subquery)s))"
    output_field = JSONField()
