"""One article, as readers and as its preview show it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blog.models import Article
from blog.reading import reading_context


@require_safe
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one published article with its approved comments."""
    article = get_object_or_404(Article.objects.published().for_reading(), slug=slug)
    return render(request, "blog/articles/detail.html", reading_context(article))
