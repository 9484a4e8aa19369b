"""What the menu of a form does with a text as a whole: off the site."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext

from coaching_site.admin_tools.views import log_change, render_in_admin

if TYPE_CHECKING:
    from coaching_site.versions.admin.versioned_admin import VersionedAdmin


def take_offline(admin: "VersionedAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of it again, once that was asked about.

    Who comes by the address, or had to sign in again, gets the form.
    """
    if request.method != "POST":
        return redirect(admin.address_name("change"), pk)
    if not admin.has_publish_permission(request):
        raise PermissionDenied
    text = get_object_or_404(admin.model, pk=pk)
    if text.state == "live" and "sure" not in request.POST:
        context = {"title": gettext("Take offline"), "text": text}
        return render_in_admin(request, admin.confirm_template, admin.model, context)
    text.unpublish()
    log_change(request, text, gettext("Taken offline."))
    words = gettext("“%(title)s” is a draft again; readers do not see it.")
    messages.success(request, words % {"title": text})
    return redirect(admin.address_name("change"), pk)
