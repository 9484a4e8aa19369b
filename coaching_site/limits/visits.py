"""Pages that cost much to make, each for so many visits of one source."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate

from django.db import InternalError
from django.http import HttpRequest, HttpResponse

from coaching_site.limits.answers import too_many_requests
from coaching_site.limits.limit import Limit, use_all
from coaching_site.limits.sources import by_source
from coaching_site.outages.kinds import is_read_only


def limited[**Arguments](
    limit: Limit,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Arguments], HttpResponse]],
    Callable[Concatenate[HttpRequest, Arguments], HttpResponse],
]:
    """Decorate a view that each source may ask for so often; above that it answers 429."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, Arguments], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponse]:
        @wraps(view)
        def decorated(
            request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> HttpResponse:
            if wait := count_visit(request, limit):
                return too_many_requests(request, wait)
            return view(request, *args, **kwargs)

        return decorated

    return decorate


def count_visit(request: HttpRequest, limit: Limit) -> timedelta | None:
    """Count a visit for where it comes from; return how long to wait, which staff never have to.

    Who asks is looked up only above the limit, so that others cost no query more. While the
    database is read-only, reading goes on uncounted.
    """
    try:
        wait = use_all(by_source(request, limit))
    except InternalError as error:
        if request.method == "POST" or not is_read_only(error):
            raise
        return None
    return None if wait and request.user.is_staff else wait
