"""What a request may have had stored before the database failed it, as far as anybody can know."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from coaching_site.http.middleware import Handler
from coaching_site.outages.kinds import Outage
from coaching_site.outages.middleware import WITHOUT_A_FORM

_ASKED = "_asked_to_store"
_STORED = "_has_stored"


class NoteWhatIsStoredMiddleware:
    """Notes of a form that was sent whether anything was written, and whether it was committed.

    Stands above the sessions, which are stored after the view.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in WITHOUT_A_FORM:
            return self.get_response(request)
        with connection.execute_wrapper(partial(_note, request)):
            return self.get_response(request)


def _note(request: HttpRequest, execute: Callable[..., Any], sql: Any, *how: Any) -> Any:
    """Take every statement for one that writes, unless it reads.

    A job is deferred by a SELECT too; but never without the row that it is about.
    """
    if str(sql).lstrip().startswith("SELECT"):
        return execute(sql, *how)
    setattr(request, _ASKED, True)
    answer = execute(sql, *how)
    transaction.on_commit(partial(setattr, request, _STORED, True))
    return answer


def may_be_stored(request: HttpRequest, outage: Outage) -> bool:
    """Tell whether something of what was sent is perhaps there.

    A lost connection may have been lost after COMMIT was done, and before the answer. What was
    locked or read-only is not there, with all of its transaction; one before it is. After another
    refusal (a time limit, a full disk) "perhaps" is too careful, and never wrong.
    """
    return hasattr(request, _ASKED if outage is Outage.AWAY else _STORED)
