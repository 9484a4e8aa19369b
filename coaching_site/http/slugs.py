"""Addresses made of titles: readable, unique, and never one that the site itself uses."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from coaching_site.text.words import slug_of

MAX_LENGTH = 80
LONGEST_NUMBER = len("-99999")
# As Django's `slug` in addresses has it: where a row has another one, no page can lead to it, and
# every page that tries to is an error. So the database refuses it.
IS_SLUG = models.Q(slug__regex=r"^[-a-zA-Z0-9_]+$")


# Any fixed number: whoever holds it chooses an address or a name while nobody else does.
LOCK = 4_817_001


def take_turn() -> None:
    """Let nobody else choose an address, or a name that is given once, until the transaction ends.

    Two who look at the same moment would both find it free.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def is_reserved(slug: str, view_name: str) -> bool:
    """Tell whether a fixed address beside `view_name` answers instead of it; the resolver knows."""
    address = reverse(view_name, args=[slug])
    if address in {settings.STATIC_URL, settings.MEDIA_URL}:
        return True  # the proxy or the file server answers these
    return bool(resolve(address).view_name != view_name)


def reserved_error(slug: str) -> ValidationError:
    """Return what an editor reads of a slug that would hide behind a fixed address."""
    return ValidationError(
        _("The site itself uses the address “%(slug)s”. Choose another."),
        code="reserved",
        params={"slug": slug},
    )


def free_slug(
    title: str, *, fallback: str, view_name: str, taken: Iterable[models.QuerySet[Any]]
) -> str:
    """Return a slug for a title that no row of `taken`, by its `slug`, and no fixed address has.

    A title without letters or digits gets `<fallback>-<number>`.
    """
    whole = slug_of(title)[:MAX_LENGTH].strip("-") or fallback
    stem = whole[: MAX_LENGTH - LONGEST_NUMBER].strip("-")
    used = {
        slug
        for rows in taken
        for slug in rows.filter(slug__startswith=stem).values_list("slug", flat=True)
    }
    number = 1
    slug = whole if whole != fallback else f"{stem}-{number}"
    while slug in used or is_reserved(slug, view_name):
        number += 1
        slug = f"{stem}-{number}"
    return slug
