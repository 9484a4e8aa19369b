"""Requests are read as UTF-8, whatever encoding they claim.

Django decodes query and form with any codec that the content type names. "hex" makes it fail before
there is a request that middleware could answer for (a plain 500), and "unicode_escape" makes
characters that PostgreSQL cannot store. Browsers send forms in the encoding of the page: UTF-8.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

type WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

CHARSET = re.compile(r";\s*charset\s*=\s*(\"[^\"]*\"|[^;]*)", re.IGNORECASE)


def in_utf_8(application: WSGIApplication) -> WSGIApplication:
    """Return the application, deaf to the encoding that a content type declares."""

    def deaf(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if content_type := environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = CHARSET.sub("", content_type)
        return application(environ, start_response)

    return deaf
