"""How an article is shown in a list."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from blog.models import Article
from blog.templatetags.pictures import picture
from coaching_site.pieces import fill_piece

register = template.Library()

LARGE = "(min-width: 50rem) 30rem, (min-width: 40rem) 55vw, 90vw"
SMALL = "(min-width: 50rem) 25rem, (min-width: 40rem) 45vw, 90vw"


@register.simple_tag
def card(
    article: Article,
    *,
    heading: str = "",
    without_topic: object = False,
    large: bool = False,
    loading: str = "",
) -> SafeString:
    """Show an article that `for_list` fetched; `loading` is that of its picture."""
    return fill_piece(
        "blog/articles/_card.html",
        heading=heading or "h2",
        large="large" if large else "",
        picture=_cover(article, LARGE if large else SMALL, loading),
        address=article.get_absolute_url(),
        title=article.title,
        summary=article.summary,
        part=_part(article),
        authors=", ".join([author.name for author in article.author_names]),
        minutes=in_minutes(article.reading_minutes),
        **({} if without_topic else _topic(article)),
    )


@register.filter
def in_minutes(minutes: int) -> str:
    """Return a reading time in words."""
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}


def _cover(article: Article, sizes: str, loading: str) -> str:
    cover = article.cover
    return picture(cover, sizes, shape="card", loading=loading, silent=True) if cover else ""


def _part(article: Article) -> str:
    if not article.series or not article.part:
        return ""
    return gettext("Part %(part)s") % {"part": article.part}


def _topic(article: Article) -> dict[str, Any]:
    main = next(iter(article.topic_names), None)
    return {"topic": main.name, "topic_address": main.address} if main else {}
