"""Telling who is over a limit how long to wait: a person in words, a program in seconds."""

from datetime import timedelta
from http import HTTPStatus
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from coaching_site.limits.limit import HOUR, MINUTE


def wait_in_words(wait: timedelta) -> str:
    """Return "in a minute", "in about 20 minutes" or "in about 2 hours"; never too short."""
    minutes, hours = ceil(wait / MINUTE), ceil(wait / HOUR)
    if minutes <= 1:
        return gettext("in a minute")
    if wait < HOUR:
        words = ngettext("in about %(number)d minute", "in about %(number)d minutes", minutes)
        return words % {"number": minutes}
    words = ngettext("in about %(number)d hour", "in about %(number)d hours", hours)
    return words % {"number": hours}


def patch_retry_after(response: HttpResponse, wait: timedelta | None) -> None:
    """Say in the head of an answer after how many seconds to come back (RFC 9110, 10.2.3)."""
    if wait is not None:
        response["Retry-After"] = str(max(1, ceil(wait.total_seconds())))


def too_many_requests(
    request: HttpRequest,
    wait: timedelta,
    template: str = "errors/429.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Answer 429 with a page whose template finds in `when` how long to wait."""
    words = {"when": wait_in_words(wait)}
    response = render(
        request, template, words | (context or {}), status=HTTPStatus.TOO_MANY_REQUESTS
    )
    response["Cache-Control"] = "no-store"
    patch_retry_after(response, wait)
    return response
