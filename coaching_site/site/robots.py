"""What search engines may fetch."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coaching_site.http.addresses import absolute


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Point to the sitemap and keep programs out of the admin and the search."""
    context = {"sitemap_address": absolute(reverse("sitemap"))}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")
