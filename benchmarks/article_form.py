"""How long the admin takes to open as the blog grows: `python -m benchmarks.article_form`.

Makes a database of its own, fills it twice (10 of everything; then 10,000 articles, 5,000 images
and 500 versions of the article that is opened) and prints the milliseconds of each page:
the best of many tries, which says what the work costs on a machine that has other work too.
The form may take 1.5 times as long; the exit status says whether it takes more. The list shows 50
articles where there were 10, so five times the rows.
"""

import sys
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from blog.models import Article, ArticleVersion, Image
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User

FEW = (10, 10, 10)
MANY = (10_000, 5_000, 500)
REPETITIONS = 31
ALLOWED = 1.5
BODY = "<h2>Een kop</h2>" + "<p>Een zin van gewone lengte, zoals een mens die schrijft.</p>" * 90


def fill(articles: int, images: int, versions: int) -> Article:
    """Fill the database up to these numbers; return the article that has the versions."""
    Image.objects.bulk_create(
        Image(
            file=f"images/{number}.jpg", width=1600, height=900, alternative_text=f"Foto {number}"
        )
        for number in range(Image.objects.count(), images)
    )
    cover = Image.objects.earliest("pk")
    _add_articles(articles, cover)
    opened = Article.objects.earliest("pk")
    content = _content(opened, cover)
    ArticleVersion.objects.bulk_create(
        ArticleVersion(
            article=opened, number=number + 1, content=content, image_ids=[cover.pk], note="Beter"
        )
        for number in range(opened.versions.count(), versions)
    )
    return opened


def _add_articles(until: int, cover: Image) -> None:
    """Make articles that readers see, each with the version that they see."""
    now = timezone.now()
    made = Article.objects.bulk_create(
        Article(
            title=f"Artikel {number}",
            slug=f"artikel-{number}",
            summary="Waarover het gaat.",
            body=BODY,
            body_html=BODY,
            body_text=BODY,
            cover=cover,
            publish_at=now - timedelta(hours=number),
        )
        for number in range(Article.objects.count(), until)
    )
    ArticleVersion.objects.bulk_create(
        ArticleVersion(
            article=article, number=1, content=_content(article, cover), image_ids=[cover.pk]
        )
        for article in made
    )


def _content(article: Article, cover: Image) -> dict[str, object]:
    content = ArticleContent(
        title=article.title,
        slug=article.slug,
        summary=article.summary,
        body=BODY,
        cover=cover.pk,
        publish_at=article.publish_at,
    )
    return content.to_json()


class Waiting:
    """Adds up the seconds in which queries are waited for."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., object], *query: object) -> object:
        start = time.perf_counter()
        try:
            return execute(*query)
        finally:
            self.seconds += time.perf_counter() - start


def fastest(client: Client, address: str) -> float:
    """Return what a page costs at best: milliseconds of this process and of waiting for queries."""
    working, waited = [], []
    for _repetition in range(REPETITIONS):
        waiting, start = Waiting(), time.process_time()
        with connection.execute_wrapper(waiting):
            answer = client.get(address)
        working.append(time.process_time() - start)
        waited.append(waiting.seconds)
        if answer.status_code != 200:  # noqa: PLR2004 (what a page answers)
            sys.exit(f"{address} answers {answer.status_code}")
    return 1_000 * (min(working) + min(waited))


def measure(client: Client, numbers: tuple[int, int, int]) -> dict[str, float]:
    """Return the time of each page once the database holds these numbers."""
    article = fill(*numbers)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    pages = {
        "form": f"/admin/blog/article/{article.pk}/change/",
        "new article": "/admin/blog/article/add/",
        "list of articles": "/admin/blog/article/",
        "search in the list": "/admin/blog/article/?q=artikel+7",
        "history": f"/admin/blog/article/{article.pk}/history/",
        "library": "/admin/blog/image/",
    }
    return {name: fastest(client, address) for name, address in pages.items()}


def main() -> None:
    """Print the table and leave with an error when the form grew too slow."""
    settings.ALLOWED_HOSTS = ["testserver"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        client = Client()
        client.force_login(User.objects.create_superuser("meter", "meter@voorbeeld.nl", "x"))
        few, many = measure(client, FEW), measure(client, MANY)
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
    print(f"{'page':22}{'10 of each':>12}{'many':>10}{'times':>8}")  # noqa: T201 (its output)
    for name in few:
        growth = many[name] / few[name]
        print(f"{name:22}{few[name]:9.1f} ms{many[name]:7.1f} ms{growth:8.2f}")  # noqa: T201
    if many["form"] > ALLOWED * few["form"]:
        sys.exit(f"The form takes more than {ALLOWED} times as long.")


if __name__ == "__main__":
    main()
