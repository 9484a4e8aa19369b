"""What a page costs when nothing is cached: `python -m benchmarks.uncached`.

Makes a database of its own, fills it through the project's own rules, and asks the WSGI application
for each page in this process, as the demo serves it. Prints the queries, the milliseconds of
processor time of this process and of its PostgreSQL backend, and the bytes: the best of several
rounds, since a machine that has other work only ever adds to that.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from typing import Any

import psutil
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image as Drawing

from blog.images.renditions import write_renditions
from blog.models import Article, Author, Comment, Image, Series, Topic
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings
from contact.models import Offer

ARTICLES = 1_000
TOPICS = 8
FIRST_PART, PARTS = 20, 4
ROUNDS, REQUESTS = 5, 150
SENTENCE = "In de klas begint de dag met een vraag die iedereen op zijn eigen manier beantwoordt. "
# About 890 words, which is what an article of such a practice has.
BODY = "".join(
    f"<h2>Kop {part}</h2><p>{SENTENCE * 5}</p><p>{SENTENCE * 5} <em>Echt</em>.</p>"
    for part in range(6)
)
REMARK = "Wat herkenbaar & goed verteld.\n\nBij ons in groep 7 gaat het < net zo >, elke maandag."
PAGES = {
    "article, 5 comments": "/artikelen/artikel-20/",
    "article, 100 comments": "/artikelen/artikel-21/",
    "list": "/artikelen/",
    "topic": "/artikelen/thema/thema-1/",
    "author": "/artikelen/auteur/schrijver-1/",
    "archive": "/artikelen/archief/{month}/",
    "search": "/artikelen/zoeken/?q=herkenbaar",
    "home": "/",
    "feed": "/artikelen/feed/",
    "sitemap": "/sitemap.xml",
}


def fill(articles: int = ARTICLES) -> dict[str, str]:
    """Fill the database as people would; return the address of each page."""
    writer = User.objects.create_superuser("meter", "meter@voorbeeld.nl", "x")
    SiteSettings.objects.update(
        practice_name="Praktijk De Meter",
        tagline="Rust in de klas",
        introduction="Welkom.\n\nHier.",
    )
    for number in range(3):
        Author.objects.create(name=f"Schrijver {number}", slug=f"schrijver-{number}", bio=SENTENCE)
        Offer.objects.create(title=f"Aanbod {number}", summary=SENTENCE, is_default=number == 0)
    for number in range(TOPICS):
        Topic.objects.create(name=f"Thema {number}", slug=f"thema-{number}")
    Author.objects.filter(slug="schrijver-0").update(user=writer)
    _write_articles(articles, writer)
    _discuss(Article.objects.get(slug="artikel-20"), 5, writer)
    _discuss(Article.objects.get(slug="artikel-21"), 100, writer)
    month = f"{timezone.now() - timedelta(days=31):%Y/%-m}"
    return {name: address.format(month=month) for name, address in PAGES.items()}


def _write_articles(articles: int, writer: User) -> None:
    """Publish one for each eight hours that passed; four are the parts of a series."""
    now = timezone.now()
    series = Series.objects.create(title="Een reeks", slug="een-reeks", promised_part=9)
    authors, topics = Author.objects.order_by("pk"), Topic.objects.order_by("pk")
    author_ids, topic_ids = (list(rows.values_list("pk", flat=True)) for rows in (authors, topics))
    covers = [_cover(number) for number in range(6)]
    for number in range(articles):
        part = number - FIRST_PART + 1 if number - FIRST_PART in range(PARTS) else None
        content = ArticleContent(
            title=f"Artikel {number} over wat er in de klas gebeurt",
            slug=f"artikel-{number}",
            summary=SENTENCE,
            body=BODY if number % 50 else BODY.replace("Echt", "Herkenbaar"),
            cover=covers[number % len(covers)].pk,
            authors=(author_ids[number % 3], author_ids[(number + 1) % 3]),
            topics=(topic_ids[number % TOPICS], topic_ids[(number + 1) % TOPICS]),
            series=series.pk if part else None,
            part=part,
            publish_at=now - timedelta(hours=8 * number + 1),
            discussion_questions=("Wat herken je?", "Wat doe je anders?"),
        )
        article = Article.start(content, by=writer)
        article.publish(article.versions.get(), by=writer)


def _cover(number: int) -> Image:
    """Make an image with everything that the worker makes of it."""
    drawn = BytesIO()
    Drawing.effect_noise((1_600, 1_000), 40 + number).save(drawn, "JPEG")
    image = Image.add(ContentFile(drawn.getvalue(), name="foto.jpg"))
    Image.objects.filter(pk=image.pk).update(
        alternative_text="Een klas", renditions=write_renditions(image)
    )
    return image


def _discuss(article: Article, comments: int, moderator: User) -> None:
    """Let readers say this many things, of which every fourth is answered by the author."""
    for number in range(comments * 4 // 5):
        comment = Comment.submit(
            article, name=f"Lezer {number}", email="lezer@voorbeeld.nl", text=REMARK, parent=None
        )
        comment.approve(by=moderator)
        if number % 4 == 0:
            comment.reply("Dank je wel!", by=moderator)


def request(application: WSGIHandler, address: str) -> tuple[int, int]:
    """Ask for a page; return the status and the number of bytes."""
    path, _mark, query = address.partition("?")
    statuses: list[str] = []
    environment: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    response = application(environment, lambda status, _headers: statuses.append(status))
    size = sum(len(chunk) for chunk in response)
    response.close()
    return int(statuses[0].split()[0]), size


def measure(application: WSGIHandler, address: str) -> tuple[int, float, float, int]:
    """Return queries, milliseconds here, milliseconds of the backend, and bytes of a page."""
    with CaptureQueriesContext(connection) as queries:
        status, size = request(application, address)
    number = len(queries)
    if status != 200:  # noqa: PLR2004 (what a page answers)
        sys.exit(f"{address} answers {status}")
    for _warming in range(REQUESTS // 3):
        request(application, address)
    backend = psutil.Process(connection.connection.info.backend_pid)
    rounds = []
    for _round in range(ROUNDS):
        here, there = time.process_time(), sum(backend.cpu_times()[:2])
        for _request in range(REQUESTS):
            request(application, address)
        here, there = time.process_time() - here, sum(backend.cpu_times()[:2]) - there
        rounds.append((here + there, here, there))
    _both, here, there = min(rounds)
    return number, 1_000 * here / REQUESTS, 1_000 * there / REQUESTS, size


@contextmanager
def a_site_of_its_own() -> Iterator[None]:
    """Give a database, a folder of images and collected static files that nobody else uses."""
    connection.settings_dict["TEST"]["NAME"] = f"test_uncached_{os.getpid()}"
    connection.settings_dict["CONN_MAX_AGE"] = None
    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT, settings.STATIC_ROOT = f"{folder}/media", f"{folder}/static"
        call_command("collectstatic", interactive=False, verbosity=0)
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            yield
        finally:
            name = settings.DATABASES["default"]["NAME"]
            connection.creation.destroy_test_db(name, verbosity=0)


def main() -> None:
    """Print the table."""
    if settings.MODE != "demo":  # the package is imported first, which reads the settings
        command = [sys.executable, "-m", "benchmarks.uncached"]
        os.execve(sys.executable, command, os.environ | {"SITE_MODE": "demo"})  # noqa: S606
    with a_site_of_its_own():
        pages = fill()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        application = WSGIHandler()
        print(f"{'page':24}{'queries':>8}{'Django':>9}{'database':>10}{'both':>8}{'bytes':>9}")  # noqa: T201
        for name, address in pages.items():
            queries, here, there, size = measure(application, address)
            print(  # noqa: T201
                f"{name:24}{queries:8}{here:9.2f}{there:10.2f}{here + there:8.2f}{size:9}"
            )


if __name__ == "__main__":
    main()
