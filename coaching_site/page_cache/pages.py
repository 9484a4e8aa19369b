"""How a view says that its page is the same for everyone, what it shows and how long it holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

type View = Callable[..., HttpResponse]
type NextMoment = Callable[[datetime], datetime | None]

# Every page shows the practice and its menu: a change there is told by this name, and drops all.
ALL = "all"
# A browser keeps a page but asks each time whether it still holds, which mostly costs a 304.
ASK_EACH_TIME = "public, max-age=0, must-revalidate"

_next_moments: list[NextMoment] = []


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What a page shows, by the names that the triggers tell; it holds until `ends_at`.

    `is_numbered`: it is one of several, told apart by `?page=`. Others are kept without a query.
    """

    shows: frozenset[str] = frozenset()
    ends_at: datetime | None = None
    is_numbered: bool = False


def public_page(*shows: str) -> Callable[[View], View]:
    """Decorate a view whose pages are the same for everyone, so that they may be kept.

    That nothing is at an address is kept as well (`mark_missing`).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def decorated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            return mark(response, *shows) if response.status_code == HTTPStatus.OK else response

        decorated.is_public_page = True  # type: ignore[attr-defined]
        return decorated

    return decorate


def mark(
    response: HttpResponse,
    *shows: str,
    ends_at: datetime | None = None,
    is_numbered: bool = False,
) -> HttpResponse:
    """Add to what a public page shows; a view calls it with what only this page knows."""
    page: PublicPage = getattr(response, "public_page", PublicPage())
    marked = PublicPage(
        page.shows | set(shows), ends_at or page.ends_at, is_numbered or page.is_numbered
    )
    response.public_page = marked  # type: ignore[attr-defined]
    response.headers.setdefault("Cache-Control", ASK_EACH_TIME)
    return response


def mark_missing(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Mark a 404, unless it stands where a page is nobody else's business."""
    match = request.resolver_match
    if match is None or getattr(match.func, "is_public_page", False):
        return mark(response)
    return response


def ends_all_pages(next_moment: NextMoment) -> NextMoment:
    """Register what tells when, after a moment, pages change by themselves the next time.

    It is found in a module `page_ends` of an app, and asked once for each page that is kept.
    """
    _next_moments.append(next_moment)
    return next_moment


def end_of(page: PublicPage, begun_at: datetime) -> datetime | None:
    """Return until when a page holds that was begun at this moment; None: no end is in sight."""
    moments = [page.ends_at, *(ask(begun_at) for ask in _next_moments)]
    return min((moment for moment in moments if moment and moment > begun_at), default=None)
