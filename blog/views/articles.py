"""One article, as readers and as its preview show it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from blog.page_cache import ARTICLE_CARDS, article_key
from blog.presenters.articles import article_page
from blog.reading import published_article
from blog.views.former_slugs import redirect_from_former
from coaching_site.page_cache.decorators import cached_page, patch_cache_policy


@cached_page(depends_on=[ARTICLE_CARDS])
@require_safe
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one published article with its approved comments; an old address leads to it."""
    article = published_article(slug)
    if article is None:
        return redirect_from_former(request, slug, "article_detail")
    response = article_page(request, article)
    patch_cache_policy(
        response, depends_on=[article_key(article.pk)], ends_at=article.comments_close_at
    )
    return response
