"""Lists of articles: all of them, by topic, author, series and month, and what a search finds."""

from collections.abc import Mapping
from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.excerpts import excerpt
from blog.models import Article, Author, Series, Topic
from blog.models.topics import all_topics
from blog.search import MOST_FOUND, clean_query
from blog.shelves import Shelf, following, found_pages
from blog.shown import CARDS
from coaching_site.page_cache.pages import mark, public_page
from coaching_site.pagination import numbered_page

PER_PAGE = 12


@public_page(*CARDS)
@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Show everything that is live, newest first."""
    shelf = Shelf.of_everything()
    months = shelf.months(timezone.get_default_timezone())
    context = {"topics": all_topics(), "months": months}
    pages = shelf.pages(PER_PAGE, months)
    return _render_list(request, "blog/articles/list.html", pages, context)


@public_page(*CARDS)
@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles about one topic, whether it is their main one or not."""
    topic = get_object_or_404(Topic, slug=slug)
    pages = Shelf.of_topic(topic).pages(PER_PAGE)
    return _render_list(request, "blog/topics/detail.html", pages, {"topic": topic})


@public_page(*CARDS)
@require_safe
def author_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Introduce an author and show what carries the name."""
    author = get_object_or_404(Author.objects.select_related("photo"), slug=slug)
    pages = Shelf.of_author(author).pages(PER_PAGE)
    return _render_list(request, "blog/authors/detail.html", pages, {"author": author})


@public_page(*CARDS)
@require_safe
def series_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the parts of a series in their order, and the part that is still promised."""
    series = get_object_or_404(Series, slug=slug)
    parts = list(
        Article.objects.published().filter(series=series).for_list().order_by("part", "publish_at")
    )
    context = {"series": series, "articles": parts, "promised": series.promise(parts)}
    return render(request, "blog/series/detail.html", context)


@public_page(*CARDS)
@require_safe
def article_archive(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show what appeared in one month; a month in which nothing did is a 404."""
    start, end = _month(year, month)
    articles = Article.objects.published().filter(publish_at__gte=start, publish_at__lt=end)
    pages = Paginator(articles.for_list().newest_first(), PER_PAGE)
    if not pages.count:
        raise Http404
    return _render_list(request, "blog/articles/archive.html", pages, {"month": start})


@require_safe
def article_search(request: HttpRequest) -> HttpResponse:
    """Show what contains the words of `?q=`, best first, with the words marked where they stand."""
    query = clean_query(request.GET.get("q", ""))
    pages = found_pages(query, PER_PAGE)
    page = numbered_page(pages, request.GET.get("page", "1"))
    results = [(article, excerpt(article.original, article.headline)) for article in page]
    is_cut = pages.count == MOST_FOUND
    context = {"query": query, "page": page, "results": results, "is_cut": is_cut}
    return render(request, "blog/articles/search.html", context)


def _render_list(
    request: HttpRequest, template: str, pages: Paginator, context: Mapping[str, object]
) -> HttpResponse:
    page = numbered_page(pages, request.GET.get("page", "1"))
    return mark(render(request, template, {**context, "page": page}), is_numbered=True)


def _month(year: int, month: int) -> tuple[datetime, datetime]:
    """Return the first moment of a month and of the next one, in the site's time zone."""
    try:
        start = datetime(year, month, 1, tzinfo=timezone.get_default_timezone())
        return start, following(start)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
