"""Images, as long as no proxy serves their folder."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

# Random names, as they are given to images and what is made of them, and nothing else.
PUBLIC = re.compile(
    r"(?:images/[0-9a-f]{32}-[0-9]{1,4}\.(?P<kind>avif|webp|jpg)|(?:images|portraits)/\w+\.webp)",
    re.ASCII,
)
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
ONE_YEAR = 365 * 24 * 60 * 60


@require_safe
@csp_override({"sandbox": "", "default-src": [CSP.NONE]})
def media_file(request: HttpRequest, path: str) -> FileResponse:
    """Send one image; its name is random and its bytes never change, so it may be kept.

    In development, demo and tests only. In production the proxy sends the folder with the same
    headers (docs/deployment/nginx.conf), since a worker that sends files answers no reader.
    """
    name = PUBLIC.fullmatch(path)
    if not name or not default_storage.exists(path):
        raise Http404
    content_type = CONTENT_TYPES[name["kind"] or "webp"]
    response = FileResponse(default_storage.open(path), content_type=content_type)
    response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Feed readers and link previews show images of articles on pages of their own.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
