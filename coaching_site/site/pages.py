"""The standing pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coaching_site.models import Page
from coaching_site.page_cache.decorators import cached_page


@cached_page()
@require_safe
def page_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one standing page."""
    return show_page(request, get_object_or_404(Page.objects.visible(), slug=slug))


def show_page(request: HttpRequest, page: Page, preview: object = None) -> HttpResponse:
    """Show a page to readers, or with a banner to who looks before them."""
    context = {"page": page, "preview": preview}
    return render(request, "coaching_site/pages/detail.html", context)
