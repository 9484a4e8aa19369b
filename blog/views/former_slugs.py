"""Old links: where an article went that is no longer at its address."""

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse

from blog.models import Article


def redirect_from_former(
    request: HttpRequest, slug: str, view_name: str
) -> HttpResponsePermanentRedirect:
    """Lead an old link to where readers find the article now, in one query; Http404 if nowhere.

    Permanent, but asked for again each time: an article may go back to an address, and a browser
    that kept both redirects would run in circles. What somebody is sending goes along (308).
    """
    found = Article.objects.published().filter(former_slugs__slug=slug)
    present = found.values_list("slug", flat=True).first()
    if present is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    address = reverse(view_name, args=[present]) + (f"?{query}" if query else "")
    safe = request.method in {"GET", "HEAD"}
    response = HttpResponsePermanentRedirect(address, preserve_request=not safe)
    response["Cache-Control"] = "no-cache"
    return response
