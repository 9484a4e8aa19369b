"""One article, as readers and as its preview show it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.article_ends import article_ends
from blog.conversations.threads import conversation_about
from blog.models import Article
from blog.page_cache import ARTICLE_CARDS, article_key
from blog.views.former_slugs import redirect_from_former
from coaching_site.page_cache.decorators import cached_page, patch_cache_policy


@cached_page(depends_on=[ARTICLE_CARDS])
@require_safe
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one published article with its approved comments; an old address leads to it."""
    article = Article.objects.published().for_reading().filter(slug=slug).first()
    if article is None:
        return redirect_from_former(request, slug, "article_detail")
    conversation = conversation_about(article) if article.has_conversation else None
    response = article_page(request, article, conversation=conversation)
    patch_cache_policy(
        response, depends_on=[article_key(article.pk)], ends_at=article.comments_close_at
    )
    return response


def article_page(request: HttpRequest, article: Article, **more: Any) -> HttpResponse:
    """Answer with an article of `for_reading` and what stands around it.

    `more` is the `conversation` that readers see, or the `preview` of who looks before them.
    """
    series = article.series
    parts = list(series.published_parts()) if series else []
    previous, following = article.previous_and_next()
    context = {
        "article": article,
        "parts": parts,
        "promised": series.promise({part.part for part in parts}) if series else None,
        "related": article.related_articles(),
        "previous": previous,
        "next": following,
        "article_ends": article_ends(article),
    }
    return render(request, "blog/articles/detail.html", context | more)
