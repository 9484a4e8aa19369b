"""How many inquiries wait, for the admin home; each waits in one of the two counts."""

from django.http import HttpRequest

from contact.models import Inquiry


def count_overdue(request: HttpRequest) -> int:
    """Return how many were promised an answer before today."""
    return Inquiry.objects.overdue().count()


def count_unanswered(request: HttpRequest) -> int:
    """Return how many wait for an answer that is not late yet."""
    return Inquiry.objects.unanswered_in_time().count()
