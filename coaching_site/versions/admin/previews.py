"""Previews of texts that are live or a draft."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse

from coaching_site.versions.previews import show_unpublished, words_about

if TYPE_CHECKING:
    from coaching_site.versions.admin.versioned_admin import VersionedAdmin


def preview_of(
    admin: "VersionedAdmin",
    text: Any,
    version: Any,
    show: Callable[[Any, dict[str, object]], HttpResponse],
) -> HttpResponse:
    """Answer by `show` with the row as the version would make it, and what its banner says."""
    banner: dict[str, object] = {
        "words": words_about(text, version, is_newest=version == text.newest_version),
        "edit_address": reverse(admin.address_name("change"), args=[text.pk]),
    }
    return show_unpublished(
        text, version, lambda: show(admin.model._default_manager.get(pk=text.pk), banner)
    )
