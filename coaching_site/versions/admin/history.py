"""Earlier versions of a text: looked at, compared, and put back."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.clean_input import KEY
from coaching_site.admin_tools.views import log_change, render_in_admin
from coaching_site.comparing import compare_contents
from coaching_site.http.pagination import page_or_404
from coaching_site.versions.admin.history_rows import rows_of, seen_in_words
from coaching_site.versions.version import StaleVersionError, Version
from coaching_site.versions.versioned import VersionedModel

if TYPE_CHECKING:
    from coaching_site.versions.admin.versioned_admin import VersionedAdmin

PER_PAGE = 25
BESIDE = "beside"
LIVE = "live"


def history(admin: "VersionedAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """List the versions, newest first."""
    text = admin.text_to_view(request, pk)
    versions = text.versions.for_history()
    page = page_or_404(versions, request.GET.get("page", "1"), PER_PAGE)
    newest = _newest_number(text)
    context = {
        "title": _("Versions"),
        "page": page,
        "rows": rows_of(text, page, newest),
        "newest": newest,
    }
    return _show(admin, request, "history", text, context)


def compare(admin: "VersionedAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Show two versions against each other, the older one as what was."""
    text = admin.text_to_view(request, pk)
    old, new = sorted(_asked_versions(request, text), key=lambda version: version.number)
    numbers = {"old": old.number, "new": new.number}
    context = {
        "title": _("Version %(old)s and version %(new)s") % numbers,
        "sides": [(version, seen_in_words(text, version)) for version in (old, new)],
        "fields": compare_contents(admin.model, old.read(), new.read()),
        "side_by_side": request.GET.get("view") == BESIDE,
        "steps": _steps(text, old, new),
        "newest": _newest_number(text),
    }
    return _show(admin, request, "compare", text, context)


def restore(admin: "VersionedAdmin", request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask whether to put a version back, and do it."""
    text = admin.text_to_change(request, pk)
    version = get_object_or_404(text.versions, number=number)
    if request.method == "POST":
        return _restore(admin, request, text, version)
    newest = text.versions.latest("number")
    content = text.restored_content(version)
    context = {
        "title": _("Put back version %(number)s") % {"number": number},
        "version": version,
        "newest": newest,
        "fields": compare_contents(admin.model, newest.read(), content),
        "may_publish": text.state == LIVE
        and content.is_shown_at(timezone.now())
        and admin.has_publish_permission(request),
    }
    return _show(admin, request, "restore", text, context)


def _restore(
    admin: "VersionedAdmin", request: HttpRequest, text: VersionedModel, version: Version
) -> HttpResponse:
    """Put a version back as the newest one; readers get it when that was asked as well.

    Not when they would lose the text by it: the moments are those that were saved last.
    """
    publishing = "_publish" in request.POST
    if publishing and not admin.has_publish_permission(request):
        raise PermissionDenied
    based_on = request.POST.get("based_on", "")
    by, replaced = account_of(request), int(based_on) if KEY.fullmatch(based_on) else 0
    try:
        restored = text.restore(version, by=by, based_on=replaced)
    except StaleVersionError as error:
        words = _("%(name)s saved a newer version meanwhile. Look at it before you go on.")
        name = error.newest.created_by or _("Somebody")
        messages.warning(request, words % {"name": name})
        return redirect(admin.address_name("restore"), text.pk, version.number)
    if publishing and _can_be_published(admin, request, restored):
        text.publish(restored, by=by)
    log_change(request, text, [{"changed": {"fields": [restored.note]}}])
    messages.success(request, _outcome(admin, text, version, replaced))
    return redirect(admin.address_name("change"), text.pk)


def _can_be_published(admin: "VersionedAdmin", request: HttpRequest, version: Version) -> bool:
    """Tell whether readers may get it; say what stands in the way."""
    content = version.read()
    refusals = admin.form.refusals_of(content)
    for refusal in refusals:
        messages.warning(request, refusal.words)
    return not refusals and content.is_shown_at(timezone.now())


def _outcome(admin: "VersionedAdmin", text: VersionedModel, version: Version, replaced: int) -> str:
    """Say what readers see now, and how to undo it."""
    if text.has_unpublished_changes:
        words = _("Version {number} is back. Readers see it when you publish the changes. {undo}")
    elif text.state == LIVE:
        words = _("Version {number} is back, and readers see it now. {undo}")
    else:
        words = _("Version {number} is back. {undo}")
    undo = format_html(
        '<a href="{}">{}</a>',
        reverse(admin.address_name("restore"), args=[text.pk, replaced]),
        _("Undo: put back version %(number)s") % {"number": replaced},
    )
    return format_html(words, number=version.number, undo=undo)


def _show(
    admin: "VersionedAdmin",
    request: HttpRequest,
    page: str,
    text: VersionedModel,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a page around a text within the admin."""
    context |= {
        "text": text,
        "can_change": admin.has_change_permission(request),
        "can_publish": admin.has_publish_permission(request),
    }
    return render_in_admin(request, f"admin/versions/{page}.html", admin.model, context)


def _newest_number(text: VersionedModel) -> int:
    return text.versions.order_by("-number").values_list("number", flat=True).first() or 0


def _asked_versions(request: HttpRequest, text: VersionedModel) -> list[Version]:
    """Return the two versions that the address names; Http404 if either is none."""
    numbers = [request.GET.get(name, "") for name in ("old", "new")]
    if not all(KEY.fullmatch(number) for number in numbers):
        raise Http404
    versions = text.versions.select_related("created_by")
    return [get_object_or_404(versions, number=number) for number in numbers]


def _steps(text: VersionedModel, old: Version, new: Version) -> dict[str, tuple[int, int] | None]:
    """Return the numbers of the comparisons one change earlier and one later."""
    numbers = list(text.versions.order_by("number").values_list("number", flat=True))
    before, after = numbers.index(old.number), numbers.index(new.number)
    return {
        "earlier": (numbers[before - 1], old.number) if before else None,
        "later": (new.number, numbers[after + 1]) if after + 1 < len(numbers) else None,
    }
