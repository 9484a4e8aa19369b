"""The numbers of the requests on one quiet page."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contact import numbers

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    from contact.models import Inquiry


@require_safe
def inquiry_numbers(request: HttpRequest, model_admin: "ModelAdmin[Inquiry]") -> HttpResponse:
    """Show what was asked in the last two years, as charts with their tables."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Requests in numbers"),
        "opts": model_admin.opts,
        "months": numbers.asked_by_month(),
        "lists": [
            (_("What was asked for"), numbers.asked_by("offer"), _("did not know yet")),
            (_("From which article"), numbers.asked_by("article"), _("not from an article")),
            (_("How it ended"), numbers.ended_by_outcome(), ""),
        ],
        "days_to_first_answer": numbers.days_to_first_answer(),
    }
    return render(request, "admin/contact/inquiry/numbers.html", context)
