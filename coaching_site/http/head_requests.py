"""HEAD gets the heads of what GET would get, and no body: servers object to one.

Django leaves it to the server, also where a page of ours says that something is wrong.
"""

from collections.abc import Callable, Iterable
from typing import Any

from coaching_site.http.encodings import WSGIApplication


def without_body(application: WSGIApplication) -> WSGIApplication:
    """Return the application, which answers HEAD with the length of what it does not send."""

    def brief(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return answer
        if hasattr(answer, "close"):
            answer.close()
        return []

    return brief
