"""What a visitor sees when something is not there, not allowed or broken."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from coaching_site.forms.form_pages import show_form_again
from coaching_site.limits.answers import too_many_requests
from coaching_site.limits.limit import MINUTE
from coaching_site.outages.kinds import Outage, outage_behind
from coaching_site.outages.middleware import database_is_stuck
from coaching_site.outages.pages import not_now
from coaching_site.page_cache.decorators import let_404_be_kept


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request made no sense (400, which needs no database), or was too much (413)."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this is not for the visitor (403)."""
    if database_is_stuck(request):
        return not_now(request, Outage.AWAY)
    return render(request, "errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing lives here, in the same words for a draft and for what never was (404)."""
    if database_is_stuck(request):
        return not_now(request, Outage.AWAY)
    works_here = request.path.startswith(reverse("admin:index"))
    response = render(request, "errors/404.html", {"works_here": works_here}, status=404)
    let_404_be_kept(request, response)
    return response


def too_often(request: HttpRequest) -> HttpResponse:
    """Ask for a minute's patience, in which allauth's own limits count (429)."""
    return too_many_requests(request, MINUTE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Apologise, without asking the database: 503 while that is what fails, 500 for a mistake."""
    if outage := outage_behind(sys.exception()):
        return not_now(request, outage)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show a form whose protection is lost again, with everything typed; 403 for anything else."""
    if database_is_stuck(request):
        return not_now(request, Outage.AWAY)
    return show_form_again(request, reason) or render(request, "errors/403.html", status=403)
