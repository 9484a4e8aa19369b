"""The list of articles: how each looks, where it stands, who wrote it and when it changed."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.admin.articles.filters import ArticleStateFilter
from blog.images.thumbnails import thumbnail_of
from blog.models import Article, ArticleState, ArticleVersion, Author, Image
from blog.models.article_querysets import TEXT_FIELDS, ArticleQuerySet
from coaching_site.admin_tools.large_lists import LargeChangeList, LargeListMixin
from coaching_site.time.moments import in_words


@dataclass(frozen=True, slots=True)
class Listed:
    """What a row of the list shows of the version that was saved last, live or not."""

    version: ArticleVersion
    cover: Image | None
    byline: str


class ArticleChangeList(LargeChangeList):
    """Fetches what was saved last for the rows of a page, in three queries for any number."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        newest = newest_versions(self.result_list)
        covers = Image.objects.in_bulk({version.cover_id for version in newest.values()} - {None})
        writers = {pk for version in newest.values() for pk in version.author_ids or ()}
        names = dict(Author.objects.filter(pk__in=writers).values_list("pk", "name"))
        for article in self.result_list:
            version = newest.get(article.newest_version_id or 0)
            article.listed = version and Listed(
                version,
                covers.get(version.cover_id),
                ", ".join(names[pk] for pk in version.author_ids or () if pk in names),
            )


def newest_versions(articles: list[Article]) -> dict[int, Any]:
    """Return what `with_newest_version` found for these articles, by id and without texts."""
    ids = [pk for pk in (article.newest_version_id for article in articles) if pk]
    versions = ArticleVersion.objects.filter(pk__in=ids).defer("content")
    cover_id = Cast(KT("content__cover"), IntegerField())
    return versions.annotate(cover_id=cover_id, author_ids=F("content__authors")).in_bulk()


class ArticleListMixin(LargeListMixin):
    """Shows drafts as they were saved last, not as empty as their rows still are."""

    list_display = ["image", "title", "state_in_words", "byline", "changed"]
    list_display_links = ["title"]
    list_filter = [ArticleStateFilter, "topics", "authors"]
    list_per_page = 50
    search_fields = ["title", "summary"]
    word_fields = (("title", "summary"),)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleChangeList

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        waiting = ArticleVersion.objects.filter(article=OuterRef("pk"), go_live_at__isnull=False)
        annotations = {"change_waits_for": Subquery(waiting.values("go_live_at")[:1])}
        return Article.objects.with_newest_version().annotate(**annotations)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Leave the texts in the database: a page of them is megabytes that nobody reads here."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return found.defer(*TEXT_FIELDS), may_repeat

    @admin.display(description=_("picture"))
    def image(self, article: Article) -> SafeString | str:
        """Show the cover, which names nothing that the title beside it does not."""
        if not (article.listed and article.listed.cover):
            return SafeString('<span class="article-thumbnail"></span>')
        address = thumbnail_of(article.listed.cover)
        image = '<img class="article-thumbnail" src="{}" alt="" loading="lazy">'
        return format_html(image, address)

    @admin.display(description=_("state"), ordering="publish_at")
    def state_in_words(self, article: Article) -> SafeString:
        """Say where it stands, since or from when, and what readers do not see yet."""
        state = article.state
        return format_html(
            '<span class="article-state__name article-state__name--{}">{}</span> {}',
            state.value,
            state.label,
            "; ".join(state_details(article)),
        )

    @admin.display(description=_("by"))
    def byline(self, article: Article) -> str:
        return article.listed.byline if article.listed else ""

    @admin.display(description=_("saved"))
    def changed(self, article: Article) -> str:
        """Say when it was saved last."""
        moment = article.listed.version.created_at if article.listed else article.created_at
        return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


def state_details(article: Article) -> list[str]:
    """Return what the word for the state leaves open; `article` comes from the list."""
    details = []
    if article.publish_at and article.state == ArticleState.SCHEDULED:
        details.append(in_words(article.publish_at))
    elif article.publish_at and article.state == ArticleState.LIVE:
        details.append(date_format(timezone.localtime(article.publish_at), "DATE_FORMAT"))
    elif article.erased_at:
        words = gettext("erased on %(moment)s")
        details.append(words % {"moment": in_words(article.erased_at)})
    if article.change_waits_for:
        words = gettext("change waits for %(moment)s")
        details.append(words % {"moment": in_words(article.change_waits_for)})
    elif article.publish_at and article.newest_version_id != article.live_version_id:
        details.append(gettext("with unpublished changes"))
    return details
