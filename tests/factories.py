"""Rows and files for tests; each function names only what matters to the promise."""

import secrets
from datetime import timedelta
from functools import cache
from io import BytesIO
from itertools import count
from typing import Any

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Drawing

from blog.models import Article, Author, Comment, Image, Series, Topic
from coaching_site.accounts.models import User
from coaching_site.forms.spam_traps import opening_time
from coaching_site.images.reencoding import ReencodedImage, reencode
from coaching_site.models import Block
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry, Offer

_numbers = count(1)
PASSWORD = "een lang wachtwoord 42"
UNSET: Any = object()


def make_user(username: str = "", *, superuser: bool = False, **fields: Any) -> User:
    username = username or f"persoon{next(_numbers)}"
    fields = {"is_staff": True, "email": f"{username}@voorbeeld.nl"} | fields
    create = User.objects.create_superuser if superuser else User.objects.create_user
    return create(username, password=PASSWORD, **fields)


def make_author(name: str = "", **fields: Any) -> Author:
    number = next(_numbers)
    fields = {"name": name or f"Schrijver {number}", "slug": f"schrijver-{number}"} | fields
    return Author.objects.create(**fields)


def make_topic(name: str = "", **fields: Any) -> Topic:
    number = next(_numbers)
    fields = {"name": name or f"Thema {number}", "slug": f"thema-{number}"} | fields
    return Topic.objects.create(**fields)


def make_image_file(
    size: tuple[int, int] = (60, 40), name: str = "foto.jpg", **options: Any
) -> SimpleUploadedFile:
    """Make a JPEG as somebody uploads it."""
    written = BytesIO()
    Drawing.new("RGB", size, "teal").save(written, "JPEG", **options)
    return SimpleUploadedFile(name, written.getvalue(), content_type="image/jpeg")


def make_image(**fields: Any) -> Image:
    """Make an image; its file lands in MEDIA_ROOT, which the test has to set.

    Only a file that the test names is written anew: that takes a process of its own.
    """
    written = ReencodedImage(_small_image(), name=f"{secrets.token_hex(16)}.webp")
    return Image.objects.create(**{"file": written, "alternative_text": "Een klas"} | fields)


@cache
def _small_image() -> bytes:
    """Return what the site makes of an upload."""
    return reencode(make_image_file()).read()


def make_series(title: str = "", **fields: Any) -> Series:
    number = next(_numbers)
    fields = {"title": title or f"Serie {number}", "slug": f"serie-{number}"} | fields
    return Series.objects.create(**fields)


def make_article(
    title: str = "",
    *,
    publish_at: Any = UNSET,
    authors: tuple[Author, ...] = (),
    topics: tuple[Topic, ...] = (),
    **fields: Any,
) -> Article:
    """Make an article row as publication leaves it; live since an hour unless told otherwise."""
    number = next(_numbers)
    if publish_at is UNSET:
        publish_at = timezone.now() - timedelta(hours=1)
    fields = {"title": title or f"Artikel {number}", "slug": f"artikel-nummer-{number}"} | fields
    if "body_html" in fields:
        fields.setdefault("body_text", fields["body_html"])
    article = Article.objects.create(publish_at=publish_at, **fields)
    for position, author in enumerate(authors):
        article.bylines.create(author=author, position=position)
    for position, topic in enumerate(topics):
        article.article_topics.create(topic=topic, position=position)
    return article


def make_comment(article: Article, text: str = "Mooi geschreven.", **fields: Any) -> Comment:
    fields = {"name": "Lezer", "email": "lezer@voorbeeld.nl", "state": "approved"} | fields
    return Comment.objects.create(article=article, text=text, **fields)


def make_mail(**fields: Any) -> OutgoingMail:
    """Make a mail that waits, without the job that would send it."""
    fields = {
        "message_id": f"<{next(_numbers)}@voorbeeld.nl>",
        "sender": "praktijk@voorbeeld.nl",
        "recipient": "lezer@voorbeeld.nl",
        "subject": "Bericht",
        "text": "Dag.",
    } | fields
    return OutgoingMail.objects.create(**fields)


def make_offer(title: str = "", **fields: Any) -> Offer:
    number = next(_numbers)
    fields = {
        "title": title or f"Aanbod {number}",
        "slug": f"aanbod-{number}",
        "summary": f"Samenvatting {number}",
    } | fields
    return Offer.objects.create(**fields)


def make_inquiry(**fields: Any) -> Inquiry:
    """Make an inquiry as a submission leaves it, without its mails."""
    number = next(_numbers)
    fields = {
        "reference": f"K-2026-{number:04}",
        "submission": f"inzending-{number}",
        "name": "Sanne Verzonnen",
        "email": "sanne@voorbeeld.nl",
        "role": "teacher",
        "text": "Mijn groep is onrustig na de pauze.",
        "consent_text": "Mijn gegevens mogen bewaard worden.",
        "answer_due": timezone.localdate() + timedelta(days=3),
    } | fields
    return Inquiry.objects.create(**fields)


def make_block(name: str = "", body: str = "<p>Bel ons.</p>") -> Block:
    return Block.objects.create(name=name or f"Blok {next(_numbers)}", body=body)


def make_opening_time(ago: timedelta = timedelta(minutes=1)) -> str:
    """Make the hidden moment in a public form that somebody opened a while ago."""
    with time_machine.travel(timezone.now() - ago, tick=False):
        return opening_time()
