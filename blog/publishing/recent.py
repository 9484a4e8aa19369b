"""What was written last, for the first page of the admin: where it stands and what changed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from blog.models import Article, ArticleState, ArticleVersion
from blog.models.article_querysets import TEXT_FIELDS
from blog.publishing.states import state_details
from coaching_site.comparing.contents import labels_of_differences

MOST_RECENT = 10


@dataclass(frozen=True, slots=True)
class RecentArticle:
    """An article with what its newest version changed, in words, and what may be done with it."""

    title: str
    state: ArticleState
    details: str
    changes: str
    at: datetime
    by: str
    look_address: str
    edit_address: str
    share_address: str


def recent_articles(request: HttpRequest) -> list[RecentArticle]:
    """Return what was saved last, newest first; nothing for who may not see articles.

    Costs three queries.
    """
    if not request.user.has_perm("blog.view_article"):
        return []
    newest = ArticleVersion.objects.newest().filter(article__trashed_at=None)
    keys = list(newest.order_by("-pk").values_list("article", flat=True)[:MOST_RECENT])
    versions = ArticleVersion.objects.select_related("created_by").order_by("-number")
    last_two = Prefetch("versions", versions[:2], "last_two")
    articles = Article.objects.defer(*TEXT_FIELDS).with_newest_version().with_waiting_change()
    found = articles.prefetch_related(last_two).in_bulk(keys)
    return [_recent(found[key], request) for key in keys if key in found]


def _recent(article: Article, request: HttpRequest) -> RecentArticle:
    versions: list[ArticleVersion] = getattr(article, "last_two", [])
    newest = versions[0]
    may_change = request.user.has_perm("blog.change_article")
    readers_see_it = article.state == ArticleState.LIVE and newest.pk == article.live_version_id
    return RecentArticle(
        title=newest.read().title,
        state=article.state,
        details="; ".join(state_details(article)),
        changes=_changes_in_words(*versions),
        at=newest.created_at,
        by=str(newest.created_by or ""),
        look_address=article.get_absolute_url() if readers_see_it else _address("preview", article),
        edit_address=_address("change", article) if may_change else "",
        share_address=""
        if readers_see_it or not may_change
        else _address("preview_links", article),
    )


def _address(view: str, article: Article) -> str:
    return reverse(f"admin:blog_article_{view}", args=[article.pk])


def _changes_in_words(newest: ArticleVersion, before: ArticleVersion | None = None) -> str:
    """Say what a version changed: its note, or else the names of the fields."""
    if newest.note:
        return newest.note
    if before is None:
        return gettext("new")
    return ", ".join(labels_of_differences(Article, before.read(), newest.read()))
