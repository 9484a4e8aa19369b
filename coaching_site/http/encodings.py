"""Requests are read as UTF-8, whatever encoding they claim.

Django decodes query and form with any codec that the content type names. "hex" makes it fail before
there is a request that middleware could answer for (a plain 500), and "unicode_escape" makes
characters that PostgreSQL cannot store. There are many ways to name one (RFC 2231), and to make
the parser stumble, so that nothing is kept but what is needed. Browsers send forms in the encoding
of the page: UTF-8.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

type WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

FORM_WITH_FILES = "multipart/form-data"
# What may stand in one, by RFC 2046, section 5.1.1.
BOUNDARY = re.compile(r";\s*boundary=\"?([\w'()+,./:=? -]{1,70})", re.ASCII | re.IGNORECASE)


def in_utf_8(application: WSGIApplication) -> WSGIApplication:
    """Return the application, deaf to what a content type says beside type and boundary."""

    def deaf(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if content_type := environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = _needed(content_type)
        return application(environ, start_response)

    return deaf


def _needed(content_type: str) -> str:
    kind = content_type.partition(";")[0].strip().lower()
    boundary = BOUNDARY.search(content_type) if kind == FORM_WITH_FILES else None
    return f'{kind}; boundary="{boundary[1].strip()}"' if boundary else kind
