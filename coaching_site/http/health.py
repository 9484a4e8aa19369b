"""Whether the process lives and whether it can do its work, for whoever watches the machine."""

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coaching_site.worker.lanes import late_queues


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Answer as long as this process can answer."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 503 when the database does not, and tell which queues of the worker are late.

    Those leave it at 200: a proxy asks this to know whether it may send visitors here, and for
    them the site works.
    """
    try:
        late = late_queues()
    except (OperationalError, InterfaceError):
        return HttpResponse("database unavailable", status=503, content_type="text/plain")
    told = (f"{queue} waits since {since:%Y-%m-%dT%H:%MZ}" for queue, since in sorted(late.items()))
    return HttpResponse("; ".join(["ok", *told]), content_type="text/plain")
