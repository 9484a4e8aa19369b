"""The versions of a text as its history lists them, and what else happened in between."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coaching_site.time.clock import site_now
from coaching_site.time.moments import in_words
from coaching_site.versions.version import Version, VersionOrigin
from coaching_site.versions.versioned import VersionedModel


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version, what readers have to do with it, and the numbers to compare it with.

    `previous` is the one before it, `live` the one that readers see instead.
    """

    version: Version
    is_newest: bool
    is_live: bool
    seen: str
    previous: int | None
    live: int | None

    @property
    def at(self) -> datetime:
        return self.version.created_at

    @property
    def came_about(self) -> str:
        """Say how it came about, when that was not by saving."""
        version = self.version
        return "" if version.origin == VersionOrigin.SAVED else str(version.get_origin_display())


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that was done with the text beside saving it."""

    at: datetime
    words: str
    by: str


def rows_of(text: VersionedModel, page: Page[Any], newest: int) -> list[VersionRow | EventRow]:
    """Return the versions of one page, newest first, with what happened between them.

    Costs four queries, however many and however long the versions are.
    """
    versions = list(page.object_list)
    if not versions:
        return []
    before = text.versions.filter(number__lt=versions[-1].number).order_by("-number")
    numbers = [version.number for version in versions[1:]]
    previous = [*numbers, before.values_list("number", flat=True).first()]
    live = _live_number(text)
    rows: list[VersionRow | EventRow] = [
        VersionRow(
            version,
            is_newest=version.number == newest,
            is_live=version.number == live,
            seen=seen_in_words(text, version),
            previous=number,
            live=live if live != version.number else None,
        )
        for version, number in zip(versions, previous, strict=True)
    ]
    first = versions[-1].created_at if page.has_next() else None
    last = versions[0].created_at if page.has_previous() else None
    return sorted([*rows, *_events(text, first, last)], key=lambda row: row.at, reverse=True)


def seen_in_words(text: VersionedModel, version: Version) -> str:
    """Say whether and when readers saw a version; nothing for one that they never saw."""
    since, until = version.published_at, version.published_until
    if since is None:
        return ""
    words = {"since": in_words(since), "until": in_words(until) if until else ""}
    if until:
        return _("was online from %(since)s to %(until)s") % words
    if since > site_now():
        return _("goes online on %(since)s") % words
    if text.ended_at:
        words["until"] = in_words(text.ended_at)
        return _("was online from %(since)s to %(until)s") % words
    return _("readers see this, since %(since)s") % words


def _live_number(text: VersionedModel) -> int | None:
    """Return the number of the version that readers see now."""
    if text.state != "live" or text.live_version_id is None:
        return None
    live = text.versions.filter(pk=text.live_version_id)
    number: int | None = live.values_list("number", flat=True).first()
    return number


def _events(
    text: VersionedModel, first: datetime | None, last: datetime | None
) -> Iterator[EventRow]:
    """Yield what the log says in words; what Django writes itself about a save is left out."""
    logged: QuerySet[LogEntry] = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(text), object_id=str(text.pk)
    ).exclude(change_message__startswith="[")
    if first:
        logged = logged.filter(action_time__gte=first)
    if last:
        logged = logged.filter(action_time__lt=last)
    for entry in logged.exclude(change_message="").select_related("user")[:100]:
        yield EventRow(entry.action_time, entry.change_message, str(entry.user))
