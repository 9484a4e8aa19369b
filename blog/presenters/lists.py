"""Pages of lists: their cards, the way to other pages, topics and months."""

from collections.abc import Iterable
from functools import lru_cache

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from blog.cards import Card
from blog.models import Author, Series, Topic
from blog.models.article_names import TopicName
from blog.presenters.cards import cards
from blog.presenters.images import image
from blog.shelves import Month
from coaching_site.frame import Frame
from coaching_site.http.addresses import address_of
from coaching_site.http.pagination import page_links
from coaching_site.paragraphs import in_paragraphs
from coaching_site.pieces import BLANK, Value, fill_each, fill_piece
from coaching_site.time.moments import month_in_words

# How wide the image of an author is shown, as the attribute `sizes` says it.
PHOTO = "(min-width: 46rem) 16.5rem, 36vw"


def list_page(
    request: HttpRequest,
    template_name: str,
    page: Page,
    *,
    with_topic: bool = True,
    first_is_large: bool = False,
    **values: Value,
) -> HttpResponse:
    """Answer with one page of a list; `values` are what its own template shows besides."""
    frame, number = Frame(request), page.number
    return frame.response(
        template_name,
        address=frame.canonical + (f"?page={number}" if number > 1 else ""),
        number=number if number > 1 else None,
        previous=page.previous_page_number() if page.has_previous() else None,
        next=page.next_page_number() if page.has_next() else None,
        cards=cards(page, with_topic=with_topic, first_is_large=first_is_large and number == 1),
        pages=page_links(page),
        **values,
    )


def topic_page(request: HttpRequest, topic: Topic, page: Page) -> HttpResponse:
    """Answer with articles about a topic."""
    return list_page(
        request,
        "blog/topics/detail.html",
        page,
        with_topic=False,
        name=topic.name,
        summary=topic.description,
        count=in_articles(page.paginator.count),
        feed=address_of("topic_feed", topic.slug),
    )


def author_page(request: HttpRequest, author: Author, page: Page) -> HttpResponse:
    """Answer with an introduction of somebody, and what carries the name."""
    photo = author.photo
    return list_page(
        request,
        "blog/authors/detail.html",
        page,
        photo=image(photo.stored, PHOTO, shape="card") if photo else "",
        is_guest=author.is_guest,
        name=author.name,
        bio=author.bio,
        paragraphs=in_paragraphs(author.bio),
        count=in_articles(page.paginator.count),
        feed=address_of("author_feed", author.slug),
    )


def series_page(request: HttpRequest, series: Series, parts: list[Card]) -> HttpResponse:
    """Answer with the parts of a series, and the one still promised."""
    promised = series.promise({part.part for part in parts})
    number = len(parts)
    return Frame(request).response(
        "blog/series/detail.html",
        title=series.title,
        summary=series.description,
        count=ngettext("%(number)s part", "%(number)s parts", number) % {"number": number},
        cards=cards(parts),
        number=promised.number if promised else None,
        promised_title=promised.title if promised else "",
        when=promised.when if promised else "",
    )


def in_articles(count: int) -> str:
    """Return a number of articles in words."""
    return ngettext("%(number)s article", "%(number)s articles", count) % {"number": count}


def topic_list(topics: Iterable[TopicName]) -> SafeString:
    """Lead to every topic."""
    template = "blog/topics/_list.html"
    rows = [{"address": topic.address, "name": topic.name} for topic in topics]
    return fill_piece(template, topics=fill_each(f"{template}#topic", rows)) if rows else BLANK


def month_list(months: Iterable[Month]) -> SafeString:
    """Lead to every month in which something appeared."""
    template = "blog/articles/_months.html"
    rows: list[dict[str, Value]] = [
        {
            "address": _archive_address(month.year, month.month),
            "month": month_in_words(month),
            "count": count,
        }
        for month, count in months
    ]
    return fill_piece(template, months=fill_each(f"{template}#month", rows)) if rows else BLANK


@lru_cache(maxsize=1_024)
def _archive_address(year: int, month: int) -> str:
    return reverse("article_archive", args=[year, month])
