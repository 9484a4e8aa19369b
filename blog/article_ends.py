"""What other apps show at the end of an article; they register it in their `hooks`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from blog.models import Article


@dataclass(frozen=True, slots=True)
class ArticleEnd:
    """A template with what it needs of an article.

    When what it shows changes, triggers tell the key of everything: it stands on every article.
    """

    template_name: str
    context: Callable[[Article], dict[str, Any]]


_article_ends: list[ArticleEnd] = []


def register_article_end(end: ArticleEnd) -> None:
    """Show this at the end of every article, below what is there already."""
    if end not in _article_ends:
        _article_ends.append(end)


def article_ends(article: Article) -> list[str]:
    """Return what stands at the end of an article, as HTML."""
    return [render_to_string(end.template_name, end.context(article)) for end in _article_ends]
