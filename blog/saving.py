"""What happens when an author saves: one version, or two when a pasted text was tidied."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.functional import Promise

from blog.content import ArticleContent
from blog.models import Article, ArticleVersion, VersionOrigin
from coaching_site.accounts.models import User
from coaching_site.rich_text.tidying import tidy


@dataclass(frozen=True, slots=True)
class Saved:
    """The article, its newest version, and what the author should hear about the text."""

    article: Article
    version: ArticleVersion
    notices: Sequence[str | Promise] = ()


def save_content(
    article: Article | None, content: ArticleContent, *, by: User | None, based_on: int
) -> Saved:
    """Store what was typed and, when tidying changes it, the tidy text as a version on top.

    Undoing is then one step back. Whoever undid it keeps an untouched text from there on.
    Raises StaleVersionError as `Article.save_version` does.
    """
    before = article.newest_version if article else None
    as_typed = before is not None and before.origin == VersionOrigin.AS_TYPED
    with transaction.atomic():
        if article is None:
            article = Article.start(content, by=by)
            based_on = 1
        origin = VersionOrigin.AS_TYPED if as_typed else VersionOrigin.SAVED
        version = article.save_version(content, by=by, based_on=based_on, origin=origin)
        if as_typed or (before and before.read().body == content.body):
            return Saved(article, version)
        tidied = tidy(content.body, content.title)
        version = article.save_version(
            replace(content, body=tidied.html),
            by=by,
            based_on=version.number,
            origin=VersionOrigin.TIDIED,
        )
    return Saved(article, version, tidied.notices)


def undo_tidying(
    article: Article, content: ArticleContent, *, by: User | None, based_on: int
) -> Saved:
    """Put the text back as it was typed; what else stands in the form is kept.

    Does nothing but save when the newest version was not tidied.
    """
    newest = article.newest_version
    with transaction.atomic():
        version = article.save_version(content, by=by, based_on=based_on)
        if newest is None or newest.origin != VersionOrigin.TIDIED:
            return Saved(article, version)
        typed = article.versions.get(number=newest.number - 1).read()
        version = article.save_version(
            replace(content, body=typed.body),
            by=by,
            based_on=version.number,
            origin=VersionOrigin.AS_TYPED,
        )
    return Saved(article, version)
