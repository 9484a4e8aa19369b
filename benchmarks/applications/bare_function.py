"""A WSGI function that answers `PAGE_BYTES` constant bytes: the least that gunicorn can do."""

import os
from collections.abc import Callable, Iterable
from typing import Any

PAGE = [b"x" * int(os.environ["PAGE_BYTES"])]
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", os.environ["PAGE_BYTES"]),
]


def application(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer the same to everyone."""
    start_response("200 OK", HEADERS)
    return PAGE
