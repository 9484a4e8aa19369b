"""Writing a comment."""

from django.http import HttpRequest, HttpResponse


def comment_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a comment; replaced by the comments work."""
    return HttpResponse()
