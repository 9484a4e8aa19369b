"""Lists of articles: all of them, by topic, author, series and month, and what a search finds."""

from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.models import Article, Author, Series, Topic
from blog.models.article_querysets import ArticleQuerySet
from blog.page_cache import ARTICLE_CARDS
from blog.search.matches import MOST_FOUND, marked_excerpt, newest_matches, ranked
from blog.search.names import find_by_name
from blog.search.queries import clean_query
from coaching_site.http.pagination import page_or_404
from coaching_site.limits.answers import too_many_requests
from coaching_site.limits.limit import MINUTE, Limit
from coaching_site.limits.visits import count_visit
from coaching_site.page_cache.decorators import cached_page

PER_PAGE = 12
SEARCHES = Limit("searches", 30, MINUTE)


@cached_page(depends_on=[ARTICLE_CARDS], paginated=True)
@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Show everything that is live: what is featured, then the newest."""
    articles = Article.objects.published()
    context = {
        "page": _page_of_cards(request, articles.featured_first()),
        "topics": Topic.objects.all(),
        "months": articles.months(),
    }
    return render(request, "blog/articles/list.html", context)


@cached_page(depends_on=[ARTICLE_CARDS], paginated=True)
@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles about one topic, whether it is their main one or not."""
    topic = get_object_or_404(Topic, slug=slug)
    articles = Article.objects.published().filter(topics=topic).newest_first()
    context = {"topic": topic, "page": _page_of_cards(request, articles)}
    return render(request, "blog/topics/detail.html", context)


@cached_page(depends_on=[ARTICLE_CARDS], paginated=True)
@require_safe
def author_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Introduce an author and show what carries the name."""
    author = get_object_or_404(Author.objects.select_related("photo"), slug=slug)
    articles = Article.objects.published().filter(authors=author).newest_first()
    context = {"author": author, "page": _page_of_cards(request, articles)}
    return render(request, "blog/authors/detail.html", context)


@cached_page(depends_on=[ARTICLE_CARDS])
@require_safe
def series_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the parts of a series in their order, and the part that is still promised.

    A series of which readers may see no part is a 404.
    """
    series = get_object_or_404(Series, slug=slug)
    articles = series.articles.published().order_by("part", "publish_at").for_cards()
    if not articles:
        raise Http404
    promised = series.promise({article.part for article in articles})
    context = {"series": series, "articles": articles, "promised": promised}
    return render(request, "blog/series/detail.html", context)


@cached_page(depends_on=[ARTICLE_CARDS], paginated=True)
@require_safe
def article_archive(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show what appeared in one month; a month in which nothing did is a 404."""
    published = Article.objects.published()
    try:
        first_day = datetime(year, month, 1, tzinfo=timezone.get_default_timezone())
        articles = published.in_month(first_day).newest_first()
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    page = _page_of_cards(request, articles)
    if not page.paginator.count:
        raise Http404
    context = {"page": page, "month": first_day, "months": published.months()}
    return render(request, "blog/articles/archive.html", context)


@require_safe
def article_search(request: HttpRequest) -> HttpResponse:
    """Show what contains the words of `?q=`, best first, with the words marked where they stand."""
    query = clean_query(request.GET.get("q", ""))
    if query and (wait := count_visit(request, SEARCHES)):
        return too_many_requests(request, wait, "blog/articles/search.html", {"query": query})
    found = newest_matches(query) if query else []
    page = page_or_404(ranked(found, query), request.GET.get("page", "1"), PER_PAGE)
    context = {
        "query": query,
        "query_string": urlencode({"q": query}) + "&",
        "named": find_by_name(query) if page.number == 1 else [],
        "page": page,
        "results": [(article, marked_excerpt(article, query)) for article in page],
        "is_cut": len(found) == MOST_FOUND,
    }
    return render(request, "blog/articles/search.html", context)


def _page_of_cards(request: HttpRequest, articles: ArticleQuerySet) -> Page:
    """Return the page that was asked for; its keys are found first, so that a deep one is quick."""
    keys = articles.values_list("pk", flat=True)
    page = page_or_404(keys, request.GET.get("page", "1"), PER_PAGE)
    page.object_list = articles.filter(pk__in=list(page.object_list)).for_cards()
    return page
