"""What happens when an author saves: one version, or two when a pasted text was tidied."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.functional import Promise

from blog.models import Article, ArticleVersion, VersionOrigin
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from coaching_site.rich_text.tidying.missing import leave_out_missing
from coaching_site.rich_text.tidying.steps import tidy


@dataclass(frozen=True, slots=True)
class Saved:
    """The article, its newest version, and what the author should hear about the text."""

    article: Article
    version: ArticleVersion
    notices: Sequence[str | Promise] = ()


def save_content(
    article: Article | None,
    content: ArticleContent,
    *,
    by: User | None,
    based_on: int,
    note: str = "",
) -> Saved:
    """Store what was typed; when tidying repairs it, the tidy text as a version on top.

    Undoing is then one step back. Whoever undid it keeps an untouched text from there on. The note
    goes to the newest version.
    Raises StaleVersionError as `Article.save_version` does.
    """
    newest = article.newest_version if article else None
    as_typed = newest is not None and newest.origin == VersionOrigin.AS_TYPED
    body, missing = leave_out_missing(content.body)
    tidied = tidy(body, content.title, repair=not as_typed)
    typed = replace(content, body=tidied.original if tidied.notices else tidied.html)
    origin = VersionOrigin.AS_TYPED if as_typed else VersionOrigin.SAVED
    with transaction.atomic():
        if article is None:
            article, based_on = Article.start(typed, by=by), 1
        kept = "" if tidied.notices else note
        version = article.save_version(typed, by=by, based_on=based_on, note=kept, origin=origin)
        version = article.save_version(
            replace(content, body=tidied.html),
            by=by,
            based_on=version.number,
            note=note,
            origin=VersionOrigin.TIDIED,
        )
    return Saved(article, version, (*missing, *tidied.notices))


def undo_tidying(
    article: Article, content: ArticleContent, *, by: User | None, based_on: int, note: str = ""
) -> Saved:
    """Put the text back as it was typed; what else stands in the form is kept.

    Only saves when the newest version was not tidied, or is so old that only the tidy one is left.
    """
    newest = article.newest_version
    typed = newest.typed_before_tidying if newest else None
    with transaction.atomic():
        saved = save_content(article, content, by=by, based_on=based_on, note=note)
        if typed is None:
            return saved
        version = article.save_version(
            replace(content, body=typed.read().body),
            by=by,
            based_on=saved.version.number,
            origin=VersionOrigin.AS_TYPED,
        )
    return Saved(article, version)
