"""One article, as readers and as its preview show it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from blog.page_cache import CARDS, one_article
from blog.presenters.articles import article_page
from blog.reading import published_article
from blog.views.former_slugs import redirect_from_former
from coaching_site.page_cache.pages import mark, public_page
from coaching_site.slots import shown_in_slot


@public_page(*CARDS)
@require_safe
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one published article with its approved comments; an old address leads to it."""
    article = published_article(slug)
    if article is None:
        return redirect_from_former(request, slug, "article_detail")
    shown = (one_article(article.pk), *shown_in_slot("article_end"))
    page = article_page(request, article)
    return mark(page, *shown, ends_at=article.comments_close_at)
