"""What somebody without an account may see before it is public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from blog.models import PreviewLink
from blog.publishing.previews import shared_preview_response
from coaching_site.limits.limit import MINUTE, Limit
from coaching_site.limits.visits import limited


@limited(Limit("shared previews", 60, MINUTE))
@require_safe
def shared_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the newest version of the article behind a signed link, while the link is open."""
    open_links = PreviewLink.objects.open().select_related("article")
    link = get_object_or_404(open_links.with_token(token))
    return shared_preview_response(request, link)
