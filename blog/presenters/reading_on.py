"""What leads from one article to others: its series, what is like it, what stands beside it."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.models import Article, PromisedPart
from blog.models.article_links import LinkedArticle
from blog.presenters.cards import in_minutes
from blog.presenters.images import image
from blog.reading import Surroundings
from coaching_site.pieces import BLANK, fill_piece, joined

# How wide images are shown, as the attribute `sizes` says it.
RELATED = "(min-width: 40rem) 20rem, 34vw"


def series(article: Article, around: Surroundings) -> SafeString:
    """List the parts, and the one that is still promised."""
    if not article.series:
        return BLANK
    parts = [
        _part(part, number, is_open=part.slug == article.slug)
        for number, part in enumerate(around.parts, start=1)
    ]
    return fill_piece(
        "blog/articles/_series.html",
        address=article.series.get_absolute_url(),
        title=article.series.title,
        parts=joined(parts) or BLANK,
        promised=_promised(around.promised) if around.promised else BLANK,
    )


def _part(part: LinkedArticle, number: int, *, is_open: bool) -> SafeString:
    return fill_piece(
        "blog/articles/_series.html#part",
        number=part.part or number,
        title=part.title,
        address="" if is_open else part.address,
    )


def _promised(part: PromisedPart) -> SafeString:
    expected = _("expected %(when)s") % {"when": part.when}
    return fill_piece(
        "blog/articles/_series.html#promised",
        number=part.number,
        title=part.title or _("Still to come"),
        when=expected if part.when else _("still being written"),
    )


def related(articles: list[LinkedArticle]) -> SafeString:
    """Show what else to read."""
    template = "blog/articles/_related.html"
    shown = [_related(article, f"{template}#card") for article in articles]
    return fill_piece(template, cards=joined(shown)) if shown else BLANK


def _related(article: LinkedArticle, template: str) -> SafeString:
    cover = article.cover
    return fill_piece(
        template,
        address=article.address,
        title=article.title,
        minutes=in_minutes(article.reading_minutes),
        image=image(cover, RELATED, shape="card", loading="lazy", silent=True) if cover else "",
    )


def neighbours(previous: LinkedArticle | None, following: LinkedArticle | None) -> SafeString:
    """Lead to the articles that appeared before and after this one."""
    if not previous and not following:
        return BLANK
    return fill_piece(
        "blog/articles/_neighbours.html",
        previous=previous.title if previous else "",
        previous_address=previous.address if previous else "",
        next=following.title if following else "",
        next_address=following.address if following else "",
    )
