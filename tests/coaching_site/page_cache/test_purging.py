"""A cache on the way hears what changed, and holds what it may."""

import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import time_machine
from django.utils import timezone

from blog.models import Article
from coaching_site.page_cache.purging import Purger, recalling_pages
from tests.factories import make_article, make_comment
from tests.page_visitor import cached_site

pytestmark = pytest.mark.django_db(transaction=True)


class Cache(HTTPServer):
    """Notes what it is told to forget; answers 503 while it is `broken`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.told: list[str] = []
        self.broken = False


class Handler(BaseHTTPRequestHandler):
    server: Cache

    def do_POST(self) -> None:
        if not self.server.broken:
            self.server.told.append(self.headers["Surrogate-Key"])
        self.send_response(503 if self.server.broken else 200)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def cache() -> Iterator[Cache]:
    with Cache() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def purger(cache: Cache) -> Iterator[Purger]:
    """Return one that has forgotten everything once, as it does when it starts to listen."""
    purger = Purger(f"http://127.0.0.1:{cache.server_port}/")
    purger.look()
    time.sleep(0.6)
    purger.look()
    assert cache.told == ["all", "all"]
    cache.told.clear()
    yield purger
    purger.listener.close()


def test_a_change_is_sent_at_once_and_once_more(cache, purger):
    article = make_article()
    for pause in (0.05, 0.6):
        time.sleep(pause)
        purger.look()
    cache.told.clear()

    make_comment(article, state="approved")
    time.sleep(0.05)
    purger.look()
    assert [set(told.split()) for told in cache.told] == [
        {f"article:{article.pk}", "article-cards"}
    ]
    purger.look()
    assert len(cache.told) == 1
    time.sleep(0.6)
    purger.look()
    assert len(cache.told) == 2
    assert cache.told[0] == cache.told[1]


def test_what_cannot_be_sent_is_sent_later(cache, purger):
    cache.broken = True
    make_article()
    time.sleep(0.05)
    purger.look()
    assert cache.told == []

    cache.broken = False
    purger.look()
    assert len(cache.told) == 1
    assert set(cache.told[0].split()) >= {"article-cards", "article-texts"}


def test_everything_is_recalled_when_an_article_appears_by_itself(cache, purger):
    moment = timezone.now() + timedelta(hours=1)
    make_article(publish_at=moment)
    for pause in (0.05, 0.6):
        time.sleep(pause)
        purger.look()
    cache.told.clear()

    with time_machine.travel(moment + timedelta(seconds=1)):
        purger.look()

    assert cache.told == ["all"]


def test_the_worker_recalls_pages_while_it_works(cache, settings):
    settings.PAGE_CACHE_PURGE_URL = f"http://127.0.0.1:{cache.server_port}/"
    with recalling_pages():
        time.sleep(0.5)
    assert cache.told == ["all"]


def test_pages_say_how_long_they_hold_on_the_way_and_what_they_show(settings):
    settings.PAGE_CACHE_PURGE_URL = "http://cache.example/"
    article = make_article(slug="een")
    with cached_site() as site:
        headers = site.get("/artikelen/een/").headers
        held = int(
            headers["Cache-Control"].removeprefix("public, max-age=0, must-revalidate, s-maxage=")
        )
        assert 86_390 < held <= 86_400
        keys = {"all", "article-cards", f"article:{article.pk}"}
        assert set(headers["Surrogate-Key"].split()) == keys

        Article.objects.update(end_at=timezone.now() + timedelta(seconds=30))
        site.hear()
        held = int(site.get("/artikelen/een/").headers["Cache-Control"].rpartition("=")[2])
        assert 20 < held <= 30
        # Nothing is recalled of what was never there.
        assert site.get("/artikelen/niets/").headers["Cache-Control"].endswith("s-maxage=0")


def test_without_a_cache_on_the_way_pages_tell_no_names():
    with cached_site() as site:
        assert "Surrogate-Key" not in site.get("/").headers
