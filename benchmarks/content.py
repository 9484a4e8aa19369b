"""A site of any size for benchmarks: `fill(articles)`, on an empty, migrated database."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from multiprocessing import get_context
from random import Random

from django.core.files.base import ContentFile
from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone
from PIL import Image as Drawing

from benchmarks.rows import MODELS, Stock, store
from benchmarks.words import body, sentences
from blog.images.renditions import write_renditions
from blog.models import Author, Image, Series, Topic
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings
from coaching_site.rich_text.rendering.renderer import render
from contact.models import Offer

AUTHORS, TOPICS, IMAGES, OFFERS, SERIES = 40, 12, 24, 3, 300
SENTENCES, PASSAGES = 5_000, 1_000


def fill(articles: int) -> None:
    """Make the site and let PostgreSQL get to know it; at least 200 articles, one of every kind.

    The same number gives the same site, but for the moment at which it ends.
    """
    coach = User.objects.create_superuser("coach", "coach@voorbeeld.nl", "x")
    SiteSettings.objects.update(
        practice_name="Praktijk De Meter", tagline="Rust in de klas", introduction="Welkom."
    )
    _add_images()
    _fill_small_tables(coach)
    stock = _stock(articles, Random(1))
    connection.close()  # a process may not go on with that of another
    halves = range(1, articles // 2 + 1), range(articles // 2 + 1, articles + 1)
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        list(pool.map(partial(store, stock), halves))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), MODELS):
            cursor.execute(statement)
        cursor.execute("VACUUM (ANALYZE, FREEZE)")
        cursor.execute("CHECKPOINT")  # or it would be written while something is measured


def _stock(articles: int, random: Random) -> Stock:
    """Return what so many articles are made of; passages as publication renders them."""
    said = sentences(SENTENCES, random)
    texts = [body(said, random) for _passage in range(PASSAGES)]
    ids = [
        list(model.objects.order_by("pk").values_list("pk", flat=True))
        for model in (Image, Author, Topic, Series)
    ]
    return Stock(articles, timezone.now(), said, [(text, render(text)) for text in texts], *ids)


def _add_images() -> None:
    """Add one with everything that the worker makes of it, and others that share its files."""
    drawn = BytesIO()
    Drawing.new("RGB", (1_600, 1_000), "teal").save(drawn, "JPEG")
    image = Image.add(ContentFile(drawn.getvalue(), name="foto.jpg"))
    image.alternative_text, image.renditions = "Foto", write_renditions(image)
    image.save()
    values = {field.attname: getattr(image, field.attname) for field in Image._meta.concrete_fields}
    Image.objects.bulk_create(Image(**values | {"id": None}) for _number in range(1, IMAGES))


def _fill_small_tables(coach: User) -> None:
    Author.objects.create(name="Coach", slug="coach", user=coach, bio="Schrijft al lang.")
    Author.objects.bulk_create(
        Author(name=f"Schrijver {n}", slug=f"schrijver-{n}", bio="Gast.") for n in range(1, AUTHORS)
    )
    Topic.objects.bulk_create(
        Topic(name=f"Thema {n}", slug=f"thema-{n}") for n in range(1, TOPICS + 1)
    )
    Series.objects.bulk_create(
        Series(title=f"Serie {n}", slug=f"serie-{n}", promised_part=9) for n in range(1, SERIES + 1)
    )
    Offer.objects.bulk_create(
        Offer(title=f"Aanbod {n}", slug=f"aanbod-{n}", summary="Wat het is.", is_default=n == 1)
        for n in range(1, OFFERS + 1)
    )
