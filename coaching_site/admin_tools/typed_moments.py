"""How a typed day and time are read, said while the form is still open."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coaching_site.forms.moments import moment_as_shown


@require_safe
@never_cache
def typed_moment(request: HttpRequest) -> JsonResponse:
    """Return `?day=` and `?time=` as the fields of a moment show them once they are saved."""
    day, hour = moment_as_shown(request.GET.get("day", ""), request.GET.get("time", ""))
    return JsonResponse({"day": day, "time": hour})
