"""Articles in a list: one card for each, the images of the first row not lazy."""

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from blog.cards import Card
from blog.presenters.images import image
from coaching_site.pieces import fill_piece, joined

# How wide images are shown, as the attribute `sizes` says it.
LARGE = "(min-width: 50rem) 30rem, (min-width: 40rem) 55vw, 90vw"
SMALL = "(min-width: 50rem) 25rem, (min-width: 40rem) 45vw, 90vw"
FIRST_ROW = 3


def cards(
    articles: Iterable[Card],
    *,
    heading: str = "h2",
    with_topic: bool = True,
    first_is_large: bool = False,
) -> str:
    """Show a list of articles; nothing for none."""
    shown = [
        _card(
            article,
            heading=heading,
            with_topic=with_topic,
            is_large=first_is_large and place == 0,
            loading="" if place < FIRST_ROW else "lazy",
        )
        for place, article in enumerate(articles)
    ]
    return fill_piece("blog/articles/_card.html#list", cards=joined(shown)) if shown else ""


def _card(
    article: Card, *, heading: str, with_topic: bool, is_large: bool, loading: str
) -> SafeString:
    topic = article.main_topic if with_topic else None
    return fill_piece(
        "blog/articles/_card.html",
        heading=heading,
        is_large=is_large,
        image=_cover(article, LARGE if is_large else SMALL, loading),
        address=article.address,
        title=article.title,
        summary=article.summary,
        part=_part(article),
        authors=", ".join([author["name"] for author in article.author_rows]),
        minutes=in_minutes(article.reading_minutes),
        topic=topic.name if topic else "",
        topic_address=topic.address if topic else "",
    )


def in_minutes(minutes: int) -> str:
    """Return a reading time in words."""
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}


def _cover(article: Card, sizes: str, loading: str) -> str:
    cover = article.cover
    return image(cover, sizes, shape="card", loading=loading, silent=True) if cover else ""


def _part(article: Card) -> str:
    if not article.series_id or not article.part:
        return ""
    return gettext("Part %(part)s") % {"part": article.part}
