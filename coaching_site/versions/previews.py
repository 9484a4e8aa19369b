"""Looking at a version on the real page before readers see it."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from coaching_site.versions.version import Version
from coaching_site.versions.versioned import VersionedModel


def show_unpublished(
    text: VersionedModel, version: Version, show: Callable[[], HttpResponse]
) -> HttpResponse:
    """Publish the version in a transaction that is rolled back, and show what that gave.

    So a preview cannot differ from the real page, and nothing of it stays.
    """
    with transaction.atomic():
        if version.pk != text.live_version_id:
            text.publish(version, by=None)
        response = show()
        transaction.set_rollback(True)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    # The button in the banner needs to say where it stands, or it is taken for a forgery.
    response["Referrer-Policy"] = "same-origin"
    return response


def words_about(text: VersionedModel, version: Version, *, is_newest: bool) -> str:
    """Say whether readers see the same, as it stands before the preview publishes anything."""
    if text.state == "live" and version.pk == text.live_version_id:
        return _("Preview. This is what readers see too.")
    if is_newest:
        return _("Preview. Readers do not see this version.")
    return _("Preview of version %(number)s. Readers do not see it.") % {"number": version.number}
