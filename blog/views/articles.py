"""One article, as readers and as its preview show it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.models import Article
from blog.reading import reading_context
from blog.views.former_slugs import redirect_from_former


@require_safe
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one published article with its approved comments; an old address leads to it."""
    article = Article.objects.published().for_reading().filter(slug=slug).first()
    if article is None:
        return redirect_from_former(request, slug, "article_detail")
    return render(request, "blog/articles/detail.html", reading_context(article))
