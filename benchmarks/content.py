"""A site of any size for benchmarks: `fill(articles, comments, inquiries)`, on an empty database.

The texts are invented words with the spread of a language (see `words.py`): about 890 words an
article, so that some words stand in nearly every article and most in very few. Publication is
spread over five years and ends now; of 1,000 articles about 10 are drafts, 5 scheduled, 5 over,
5 in the trash, and 5 will end. Everything has what publication would have given it: rendered text,
contents, bylines, topics, a version, now and then a series. A few images are shared; their files
do not exist. Inquiries have neither events nor mails, but for a twentieth whose mail was sent.

`SLUGS_BY_COMMENTS` names the articles with exactly 5 and exactly 100 approved comments, `RARE_WORD`
stands in twelve articles at any size, and in the names of 120 who comment, ask or get mail;
`COMMON_WORD` stands in most articles. The same numbers give the same site,
but for the moment at which it ends.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate
from multiprocessing import get_context
from random import Random

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from benchmarks.loading import CONNECTIONS, connect, continue_numbers, copy, loaded_in_bulk
from benchmarks.rows import (
    AUTHORS,
    COMMON_WORD,
    IMAGES,
    OFFERS,
    RARE_WORD,
    SLUGS_BY_COMMENTS,
    TOPICS,
    Row,
    Site,
)
from blog.models import (
    Article,
    ArticleTopic,
    ArticleVersion,
    Author,
    Byline,
    Comment,
    Image,
    MonthCount,
    Series,
    Topic,
)
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry, Offer

__all__ = ["COMMON_WORD", "RARE_WORD", "SLUGS_BY_COMMENTS", "fill"]

LARGE = (Article, ArticleVersion, Byline, ArticleTopic, Comment, Inquiry, OutgoingMail)
TABLES = [model._meta.db_table for model in LARGE]
SMALL_TABLES = [model._meta.db_table for model in (Image, Author, Topic, Series, Offer, MonthCount)]
INQUIRIES_OF_A_MAIL = 20
LEAST_SERIES = 250  # so that their list in the admin has whole pages; most have no articles then


def fill(articles: int, comments: int, inquiries: int) -> None:
    """Fill a migrated database that holds no articles; the small tables by the models themselves.

    At least 200 articles with two comments each, so that there is one of every kind.
    """
    _fill_small_tables(articles)
    site = Site(articles, comments, inquiries, timezone.now())
    counts = _spread(comments, site)
    contact = ContentType.objects.get_for_model(Inquiry).pk
    connection.close()
    with loaded_in_bulk(TABLES):
        with ProcessPoolExecutor(CONNECTIONS, get_context("fork")) as pool:
            shares = [
                pool.submit(_copy_share, site, n, counts, contact) for n in range(CONNECTIONS)
            ]
            for share in shares:
                share.result()
        with connect() as database:
            continue_numbers(database, TABLES)
            # What the triggers keep, which do not run during the load.
            database.execute("SELECT blog_list_anew()")
            database.execute(f"ANALYZE {', '.join(SMALL_TABLES)}")
    with connect() as database:
        database.execute("CHECKPOINT")  # or it would be written while something is measured


def _copy_share(site: Site, share: int, counts: list[int], contact: int) -> None:
    """Copy the articles of one process with all that belongs to them, and its part of the rest."""
    size = -(-site.articles // CONNECTIONS)
    numbers = range(1 + share * size, min(site.articles, (share + 1) * size) + 1)
    inquiries = range(1 + share, site.inquiries + 1, CONNECTIONS)
    starts = [0, *accumulate(counts)]
    with connect() as database:
        _copy_articles(database, site, numbers)
        comments = (
            comment
            for number in numbers
            for comment in site.comments(number, starts[number - 1] + 1, counts[number - 1])
        )
        copy(database, Comment, comments)
        copy(database, Inquiry, (site.inquiry(number) for number in inquiries))
        mails = (number for number in inquiries if number % INQUIRIES_OF_A_MAIL == 0)
        copy(database, OutgoingMail, (_mail(site.inquiry(n), contact) for n in mails))


def _copy_articles(database: psycopg.Connection, site: Site, numbers: range) -> None:
    """Copy articles and their versions by turns, so that each content is made once."""
    for start in range(numbers.start, numbers.stop, 1_000):
        some = range(start, min(start + 1_000, numbers.stop))
        contents = {number: site.content(number) for number in some}
        copy(database, Article, (site.article(n, content) for n, content in contents.items()))
        copy(
            database, ArticleVersion, (site.version(n, content) for n, content in contents.items())
        )
        live = {n: content for n, content in contents.items() if content.publish_at}
        authors = {n: content.authors for n, content in live.items()}
        copy(database, Byline, _places(authors, "author_id"))
        topics = {n: content.topics for n, content in live.items()}
        copy(database, ArticleTopic, _places(topics, "topic_id"))


def _places(targets: dict[int, tuple[int, ...]], column: str) -> Iterator[Row]:
    for number, ids in targets.items():
        for position, pk in enumerate(ids):
            row = {"article_id": number, column: pk, "position": position}
            yield row | {"id": 10 * number + position}


def _spread(comments: int, site: Site) -> list[int]:
    """Return how many comments each article has, by number; together exactly so many."""
    random, left = Random(2), comments - sum(site.sizes.values())
    ordinary = site.articles - len(site.sizes)
    marks = sorted(random.randint(0, left) for _mark in range(ordinary - 1))
    sizes = [end - start for start, end in zip([0, *marks], [*marks, left], strict=True)]
    return [
        site.sizes[number] if number in site.sizes else sizes.pop()
        for number in range(1, site.articles + 1)
    ]


def _mail(inquiry: Row, contact: int) -> Row:
    return {
        "id": inquiry["id"],
        "message_id": f"<{inquiry['id']}@voorbeeld.nl>",
        "sender": "praktijk@voorbeeld.nl",
        "recipient": inquiry["email"],
        "subject": f"Aanvraag van {inquiry['name']}",
        "state": "sent",
        "attempts": 1,
        "created_at": inquiry["created_at"],
        "sent_at": inquiry["created_at"],
        "content_type_id": contact,
        "object_id": inquiry["id"],
    }


def _fill_small_tables(articles: int) -> None:
    Image.objects.bulk_create(
        Image(file=f"images/{n}.jpg", width=1600, height=1000, alternative_text=f"Foto {n}")
        for n in range(1, IMAGES + 1)
    )
    Author.objects.bulk_create(
        Author(name=f"Schrijver {n}", slug=f"schrijver-{n}") for n in range(1, AUTHORS + 1)
    )
    Topic.objects.bulk_create(
        Topic(name=f"Thema {n}", slug=f"thema-{n}") for n in range(1, TOPICS + 1)
    )
    Series.objects.bulk_create(
        Series(title=f"Serie {n}", slug=f"serie-{n}")
        for n in range(1, max(articles // 100 + 2, LEAST_SERIES))
    )
    Offer.objects.bulk_create(
        Offer(title=f"Aanbod {n}", slug=f"aanbod-{n}", summary="Wat het is.", is_default=n == 1)
        for n in range(1, OFFERS + 1)
    )
