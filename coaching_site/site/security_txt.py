"""Whom to tell of a hole in the site (RFC 9116)."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coaching_site.http.addresses import absolute

# Nobody has to renew it, and a copy is not believed for long; the RFC advises less than a year.
HOLDS_FOR = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Point to the form; the mail address of the practice is never shown on the site."""
    context = {
        "contact": absolute(reverse("inquiry_create")),
        "expires": (timezone.now() + HOLDS_FOR).strftime("%Y-%m-%dT00:00:00Z"),
        "canonical": absolute(reverse("security_txt")),
    }
    return render(
        request,
        "coaching_site/site/security.txt",
        context,
        content_type="text/plain; charset=utf-8",
    )
