"""The list of articles: how each looks, where it stands, who wrote it and when it changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import F, IntegerField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models import ArticleState, ArticleVersion, Author, Image
from blog.models.article_querysets import ArticleQuerySet
from blog.publishing.states import state_details

CHANGES = "changes"
STATES: dict[str, Callable[[ArticleQuerySet], ArticleQuerySet]] = {
    ArticleState.DRAFT: ArticleQuerySet.drafts,
    ArticleState.SCHEDULED: ArticleQuerySet.scheduled,
    ArticleState.LIVE: ArticleQuerySet.published,
    ArticleState.ENDED: ArticleQuerySet.ended,
    ArticleState.TRASHED: ArticleQuerySet.trashed,
    CHANGES: ArticleQuerySet.with_unpublished_changes,
}

# An article with what `ArticleAdmin.get_queryset` annotates and `add_newest_versions` adds.
type Row = Any


class ArticleStateFilter(admin.SimpleListFilter):
    """By where an article stands; the trash shows only when it is asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        changes = (CHANGES, gettext("with changes that wait"))
        return [*((state.value, str(state.label)) for state in ArticleState), changes]

    def queryset(self, request: HttpRequest, queryset: Any) -> ArticleQuerySet:
        narrow = STATES.get(self.value() or "", ArticleQuerySet.outside_trash)
        return narrow(queryset)


@dataclass(frozen=True, slots=True)
class Newest:
    """What a row shows of the version that was saved last, live or not."""

    version: ArticleVersion
    cover: Image | None
    byline: str


def add_newest_versions(rows: Iterable[Row]) -> None:
    """Give each row its `newest`, or None, in three queries for any number of them.

    Drafts show as they were saved last, not as empty as their rows still are.
    """
    versions = _versions({row.newest_version_id for row in rows} - {None})
    covers = Image.objects.in_bulk({version.cover_id for version in versions.values()} - {None})
    writers = {pk for version in versions.values() for pk in version.author_ids or ()}
    names = dict(Author.objects.filter(pk__in=writers).values_list("pk", "name"))
    for row in rows:
        version = versions.get(row.newest_version_id)
        row.newest = version and Newest(
            version,
            covers.get(version.cover_id),
            ", ".join(names[pk] for pk in version.author_ids or () if pk in names),
        )


def _versions(keys: Iterable[int]) -> dict[int, Any]:
    """Return versions by key, with the keys of covers and authors in place of their texts."""
    versions = ArticleVersion.objects.filter(pk__in=keys).defer("content")
    cover_id = Cast(KT("content__cover"), IntegerField())
    annotations = {"cover_id": cover_id, "author_ids": F("content__authors")}
    by_key: dict[int, Any] = versions.annotate(**annotations).in_bulk()
    return by_key


@admin.display(description=_("picture"))
def image(row: Row) -> SafeString:
    """Show the cover, which names nothing that the title beside it does not."""
    if not (row.newest and row.newest.cover):
        return SafeString('<span class="article-thumbnail"></span>')
    element = '<img class="article-thumbnail" src="{}" alt="" loading="lazy">'
    return format_html(element, row.newest.cover.thumbnail_url)


@admin.display(description=_("state"), ordering="publish_at")
def state_in_words(row: Row) -> SafeString:
    """Say where it stands, since or from when, and what readers do not see yet."""
    return format_html(
        '<span class="article-state__name article-state__name--{}">{}</span> {}',
        row.state.value,
        row.state.label,
        "; ".join(state_details(row)),
    )


@admin.display(description=_("by"))
def byline(row: Row) -> str:
    """Name who signed what was saved last."""
    return row.newest.byline if row.newest else ""


@admin.display(description=_("saved"))
def changed(row: Row) -> str:
    """Say when it was saved last."""
    moment = row.newest.version.created_at if row.newest else row.created_at
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
