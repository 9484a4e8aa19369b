"""How an editor narrows the list of articles."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models import ArticleState
from blog.models.article_querysets import ArticleQuerySet

CHANGES = "changes"
GATES: dict[str, Callable[[ArticleQuerySet], ArticleQuerySet]] = {
    ArticleState.DRAFT: ArticleQuerySet.drafts,
    ArticleState.SCHEDULED: ArticleQuerySet.scheduled,
    ArticleState.LIVE: ArticleQuerySet.published,
    ArticleState.ENDED: ArticleQuerySet.ended,
    ArticleState.TRASHED: ArticleQuerySet.trashed,
    CHANGES: ArticleQuerySet.with_unpublished_changes,
}


class ArticleStateFilter(admin.SimpleListFilter):
    """By where an article stands; the trash shows only when it is asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        changes = (CHANGES, gettext("with changes that wait"))
        return [*((state.value, str(state.label)) for state in ArticleState), changes]

    def queryset(self, request: HttpRequest, queryset: Any) -> ArticleQuerySet:
        gate = GATES.get(self.value() or "", ArticleQuerySet.outside_trash)
        return gate(queryset)
