"""What other apps show at the end of an article; they register it in their `hooks`."""

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string

from blog.models import Article

type Context = Callable[[Article], dict[str, Any]]

_article_ends: dict[str, Context] = {}


def register_article_end(template_name: str, context: Context) -> None:
    """Show a template at the end of every article, with what `context` returns for it.

    When what it shows changes, triggers tell the key of everything: it stands on every article.
    """
    _article_ends[template_name] = context


def article_ends(article: Article) -> list[str]:
    """Return what stands at the end of an article, as HTML."""
    return [render_to_string(name, context(article)) for name, context in _article_ends.items()]
