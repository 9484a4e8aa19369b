"""Links by which somebody without an account deals with one comment."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coaching_site.security.signed_links import SignedLink

# By which a guest comes back to her own comment.
WRITERS = SignedLink("blog.comments.writer", timedelta(days=365))


def link_gone(request: HttpRequest) -> HttpResponse:
    """Say that a link leads nowhere, and nothing about why: one answer for all that does not."""
    return render(request, "blog/comments/link_gone.html", status=HTTPStatus.NOT_FOUND)
