"""When a moderator read what she decides about: a hidden field in every form that decides."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime


def read_at(request: HttpRequest) -> datetime | None:
    """Return when the page was made that holds the pressed button; None if nobody can tell."""
    try:
        moment = parse_datetime(request.POST.get("read_at", ""))
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
