"""How a view says that its page may be kept, and what it depends on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

type View = Callable[..., HttpResponse]

# Every page depends on this key, which the triggers of the site settings, offers, authors tell.
EVERYTHING = "all"
# A browser keeps a page but asks each time whether it still holds, which mostly costs a 304.
ASK_EACH_TIME = "public, max-age=0, must-revalidate"


@dataclass(frozen=True, slots=True)
class CachePolicy:
    """A page may be kept until one of its keys changes, and no longer than `ends_at`.

    `is_paginated`: it is one of several, told apart by `?page=`. Others are kept without a query.
    """

    keys: frozenset[str] = frozenset()
    ends_at: datetime | None = None
    is_paginated: bool = False


def cached_page(
    *, depends_on: Collection[str] = (), paginated: bool = False
) -> Callable[[View], View]:
    """Decorate a view whose pages are the same for every visitor, so that they may be kept.

    `depends_on` holds the keys that triggers tell when they change. What only this page depends on
    the view adds with `patch_cache_policy`. A 404 that the view raises is kept as well.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def decorated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if response.status_code == HTTPStatus.OK:
                patch_cache_policy(response, depends_on=depends_on, paginated=paginated)
            return response

        decorated.is_cached_page = True  # type: ignore[attr-defined] # as Django's csrf_exempt does
        return decorated

    return decorate


def patch_cache_policy(
    response: HttpResponse,
    *,
    depends_on: Collection[str] = (),
    ends_at: datetime | None = None,
    paginated: bool = False,
) -> None:
    """Add to what a page depends on, or say until when it holds; None says nothing about that."""
    policy = cache_policy_of(response) or CachePolicy()
    response.cache_policy = CachePolicy(  # type: ignore[attr-defined] # Django passes it on
        policy.keys | set(depends_on),
        ends_at or policy.ends_at,
        paginated or policy.is_paginated,
    )
    response.headers.setdefault("Cache-Control", ASK_EACH_TIME)


def cache_policy_of(response: Any) -> CachePolicy | None:
    """Return what a view said of its page; None for what may not be kept."""
    return getattr(response, "cache_policy", None)


def let_404_be_kept(request: HttpRequest, response: HttpResponse) -> None:
    """Let "nothing lives here" be kept where no view is, or one whose pages may be kept."""
    match = request.resolver_match
    if match is None or getattr(match.func, "is_cached_page", False):
        patch_cache_policy(response)
