"""Whether somebody is still signed in, for a form that is open for long."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def session_state(request: HttpRequest) -> JsonResponse:
    """Name the account, and the CSRF token with which an open form can be sent.

    Another site's script cannot read the answer. Signing in makes a new token, so a form that was
    open before needs it. Whoever is not signed in gets no token, and thereby no cookie.
    """
    if not admin.site.has_permission(request):
        return JsonResponse({"user": None})
    return JsonResponse(
        {"user": request.user.pk, "name": str(request.user), "token": get_token(request)}
    )


@require_safe
@never_cache
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """Send whoever signed in beside an open form back to it."""
    context = {**admin.site.each_context(request), "title": _("You are signed in again")}
    return render(request, "admin/signed_in_again.html", context)
