"""Lists of articles: all of them, by topic, author, series and month, and what a search finds."""

from datetime import datetime
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from blog.cards import cards_of_series
from blog.models import Author, Series, Topic
from blog.models.topics import all_topics
from blog.page_cache import ARTICLE_CARDS
from blog.presenters.lists import (
    author_page,
    in_articles,
    list_page,
    month_list,
    series_page,
    topic_list,
    topic_page,
)
from blog.search.excerpts import excerpt
from blog.search.matches import MOST_FOUND
from blog.search.names import named
from blog.search.queries import clean_query
from blog.shelves import Shelf, following, found_pages
from coaching_site.http.pagination import numbered_page, page_links
from coaching_site.page_cache.decorators import cached_page
from coaching_site.time.moments import month_in_words

PER_PAGE = 12


@cached_page(depends_on=[ARTICLE_CARDS], paginated=True)
@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Show everything that is live, newest first."""
    shelf = Shelf.of_everything()
    months = shelf.months()
    page = _page(request, shelf.pages(PER_PAGE, months))
    return list_page(
        request,
        "blog/articles/list.html",
        page,
        first_is_large=True,
        topics=topic_list(all_topics()),
        months=month_list(months),
    )


@cached_page(depends_on=[ARTICLE_CARDS], paginated=True)
@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles about one topic, whether it is their main one or not."""
    topic = get_object_or_404(Topic, slug=slug)
    page = _page(request, Shelf.of_topic(topic).pages(PER_PAGE))
    return topic_page(request, topic, page)


@cached_page(depends_on=[ARTICLE_CARDS], paginated=True)
@require_safe
def author_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Introduce an author and show what carries the name."""
    author = get_object_or_404(Author.objects.select_related("photo"), slug=slug)
    page = _page(request, Shelf.of_author(author).pages(PER_PAGE))
    return author_page(request, author, page)


@cached_page(depends_on=[ARTICLE_CARDS])
@require_safe
def series_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the parts of a series in their order, and the part that is still promised."""
    series = get_object_or_404(Series, slug=slug)
    return series_page(request, series, cards_of_series(series.pk))


@cached_page(depends_on=[ARTICLE_CARDS], paginated=True)
@require_safe
def article_archive(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show what appeared in one month; a month in which nothing did is a 404."""
    start, shelf = _month(year, month), Shelf.of_everything()
    page = _page(request, shelf.pages_of(start, PER_PAGE))
    if not page.paginator.count:
        raise Http404
    words = month_in_words(start)
    return list_page(
        request,
        "blog/articles/archive.html",
        page,
        month=words,
        large_month=capfirst(words),
        count=in_articles(page.paginator.count),
        months=month_list(shelf.months()),
    )


@require_safe
def article_search(request: HttpRequest) -> HttpResponse:
    """Show what contains the words of `?q=`, best first, with the words marked where they stand."""
    query = clean_query(request.GET.get("q", ""))
    pages = found_pages(query, PER_PAGE)
    page = _page(request, pages)
    results = [(article, excerpt(article.original, article.headline)) for article in page]
    is_cut = pages.count == MOST_FOUND
    links = page_links(page, f"q={quote(query, safe='')}&")
    context = {
        "query": query,
        "named": named(query) if page.number == 1 else [],
        "page": page,
        "results": results,
        "is_cut": is_cut,
        "pages": links,
    }
    return render(request, "blog/articles/search.html", context)


def _page(request: HttpRequest, pages: Paginator) -> Page:
    return numbered_page(pages, request.GET.get("page", "1"))


def _month(year: int, month: int) -> datetime:
    """Return the first moment of a month, of which the next exists too, by the site's clock."""
    try:
        start = datetime(year, month, 1, tzinfo=timezone.get_default_timezone())
        following(start)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return start
