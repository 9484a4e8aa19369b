"""Visitors of the site behind its page cache, for tests that need no second process."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from coaching_site.http.encodings import in_utf_8
from coaching_site.page_cache.layer import PageCache


@dataclass
class Page:
    """What a visitor got."""

    status: int
    headers: dict[str, str]
    body: bytes
    lines: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class CachedSite:
    """The site behind a page cache; `made` counts what Django had to answer."""

    megabytes: float = 4
    made: list[str] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def __post_init__(self) -> None:
        self.django = in_utf_8(WSGIHandler())
        self.cache = PageCache(self._count, self.megabytes)

    def get(self, address: str, method: str = "GET", **environ: Any) -> Page:
        said: list[Any] = []
        environ = {"HTTP_HOST": "testserver"} | environ
        request = RequestFactory().generic(method, address, **environ)
        answer = self.cache(request.environ, lambda *words: said.extend(words))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return Page(int(said[0].split()[0]), dict(said[1]), body, said[1])

    def hear(self) -> None:
        """Give PostgreSQL the moment that it needs after a commit to pass the news on."""
        time.sleep(0.05)

    def makes(self, *addresses: str) -> list[str]:
        """Ask for these and return which of them Django had to make."""
        self.hear()
        before = len(self.made)
        for address in addresses:
            self.get(address)
        return self.made[before:]

    def _count(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        query = environ["QUERY_STRING"]
        self.made.append(environ["PATH_INFO"] + (f"?{query}" if query else ""))
        response = self.django(environ, start_response)
        self.meanwhile()
        return response


@contextmanager
def cached_site(megabytes: float = 4) -> Iterator[CachedSite]:
    """Open a site and stop listening afterwards."""
    site = CachedSite(megabytes)
    try:
        yield site
    finally:
        site.cache.listener.close()
