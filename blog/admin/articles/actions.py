"""What the list does with several articles at once."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.models import Article

ONLY_OUTSIDE_TRASH = {"take_offline", "move_to_trash"}
ONLY_INSIDE_TRASH = {"take_out_of_trash", "delete_selected"}


@admin.action(description=_("Take offline (make drafts)"), permissions=["publish"])
def take_offline(
    model_admin: ModelAdmin, request: HttpRequest, articles: QuerySet[Article]
) -> None:
    """Make drafts of them again; their texts stay in their versions."""
    _each(model_admin, request, articles, Article.unpublish, gettext("Taken offline."))


@admin.action(description=_("Move to the trash"), permissions=["publish"])
def move_to_trash(
    model_admin: ModelAdmin, request: HttpRequest, articles: QuerySet[Article]
) -> None:
    """Take them off the site until somebody takes them out again."""
    _each(model_admin, request, articles, Article.move_to_trash, gettext("Moved to the trash."))


@admin.action(description=_("Take out of the trash"), permissions=["publish"])
def take_out_of_trash(
    model_admin: ModelAdmin, request: HttpRequest, articles: QuerySet[Article]
) -> None:
    """Put them back as they were."""
    done = gettext("Taken out of the trash.")
    _each(model_admin, request, articles, Article.take_out_of_trash, done)


def _each(
    model_admin: ModelAdmin,
    request: HttpRequest,
    articles: QuerySet[Article],
    verb: Callable[[Article], None],
    done: str,
) -> None:
    """Do the same to each chosen article, note what was done, and say how many there were."""
    for article in articles:
        verb(article)
        model_admin.log_change(request, article, done)
    count = len(articles)
    words = ngettext("%(count)d article changed.", "%(count)d articles changed.", count)
    messages.success(request, words % {"count": count})
