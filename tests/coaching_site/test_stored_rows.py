"""Whatever stands in a row, however it came into the database, pages are shown."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.test import Client

from blog.models import Article, Author, Comment, FormerSlug, Image, Series, Topic
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from coaching_site.models import Block, Page, SiteSettings
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry, Offer
from tests.factories import (
    make_author,
    make_block,
    make_comment,
    make_image,
    make_inquiry,
    make_mail,
    make_offer,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db

# What XML, a header or a page could trip over; PostgreSQL itself refuses NUL and surrogates.
SIGNS = "Z\x01\x0b\x1f\x7f\x85\ufffe\uffff\r\nX: y <b>&\"'"
WITH_TEXTS = (
    Article, Author, Topic, Series, Image, Comment, Page, Block, Offer, Inquiry, SiteSettings,
    OutgoingMail,
)  # fmt: skip
# An email address and a time zone are no free text; what is one of some choices neither.
NOT_TEXTS = (models.SlugField, models.FileField, models.EmailField, models.UUIDField)
PUBLIC = (
    "/", "/artikelen/", "/artikelen/titel/", "/artikelen/feed/", "/artikelen/thema/thema/",
    "/artikelen/thema/thema/feed/", "/artikelen/auteur/auteur/", "/artikelen/auteur/auteur/feed/",
    "/artikelen/serie/serie/", "/artikelen/zoeken/?q=z", "/artikelen/titel/reageren/",
    "/sitemap.xml", "/aanbod/", "/aanbod/aanbod/", "/contact/", "/over/", "/niets/",
)  # fmt: skip


# In Amsterdam the first is in the year 10000; west of Greenwich the second comes before the year 1.
UNREACHABLE = (datetime(9999, 12, 31, 23, 30, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC))
OURS = {"blog", "contact", "coaching_site", "outbox", "accounts"}


@pytest.fixture
def practice(coach: User, media_folder: Any) -> None:
    """Make one row of everything, with all that refers to it."""
    image = make_image(credit="Noor")
    author = make_author(slug="auteur", photo=image, bio="Zij schrijft.")
    topic = make_topic(slug="thema", description="Rust.")
    series = make_series(slug="serie", promised_part=2, promised_title="x", promised_when="mei")
    content = ArticleContent(
        title="Titel", slug="titel", body=f'<h2>a</h2><p>b</p><img data-image="{image.pk}">',
        cover=image.pk, authors=(author.pk,), topics=(topic.pk,), series=series.pk, part=1,
        discussion_questions=("Wat?",),
    )  # fmt: skip
    article = Article.start(content, by=coach)
    article.publish(article.versions.get(), by=coach)
    make_comment(article)
    assert Page.objects.filter(slug="over").exists()
    make_offer(slug="aanbod", is_default=True, body="<p>Samen.</p>")
    make_block()
    make_inquiry()
    make_mail()
    SiteSettings.objects.update_or_create(pk=1, defaults={"coach_name": "Anna"})


def texts_of(model: type[models.Model]) -> list[str]:
    """Return the names of the columns in which any words may stand."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, NOT_TEXTS)
        and not field.choices
        and (field.max_length or 200) >= len(SIGNS)
    ]


def test_signs_that_nobody_types_break_no_page(client: Client, practice: None) -> None:
    for model in WITH_TEXTS:
        model._default_manager.update(**dict.fromkeys(texts_of(model), SIGNS))
    rows = [row for model in WITH_TEXTS for row in model._default_manager.all()]
    admin = [
        f"/admin/{row._meta.label_lower.replace('.', '/')}/{end}"
        for row in rows
        for end in ("", f"{row.pk}/change/")
    ]

    for address in (*PUBLIC, *admin, "/admin/"):
        answer = client.get(address, follow=True)
        assert answer.status_code == (404 if address == "/niets/" else 200), address
        if answer["Content-Type"].startswith("text/html"):
            assert "X: y &lt;b&gt;" in answer.content.decode(), address
            assert "X: y <b>" not in answer.content.decode(), address


def test_the_database_refuses_a_slug_that_no_address_can_have(practice: None) -> None:
    FormerSlug.objects.create(slug="eerder", article=Article.objects.get())

    for model in (Article, Author, Topic, Series, FormerSlug, Page, Offer):
        for slug in ("", "geen slug", "a/b", "é", "..", "a\nb", "%zz"):
            with pytest.raises(IntegrityError, match="has_a_slug"), transaction.atomic():
                model._default_manager.update(slug=slug)


def test_the_database_refuses_what_no_page_can_show(practice: None) -> None:
    for model, values in (
        (Image, {"file": ""}),
        (Image, {"renditions": ["natural"]}),
        (Article, {"contents": {"id": "h-a"}}),
        (Article, {"discussion_questions": 5}),
        (Article, {"discussion_questions": models.Value(None, models.JSONField())}),
    ):
        with pytest.raises(IntegrityError, match="check constraint"), transaction.atomic():
            model._default_manager.update(**values)


def columns_of_moments() -> list[tuple[type[models.Model], str, bool]]:
    """Return each column of ours for moments or days, and whether it is one for days."""
    return [
        (model, field.name, not isinstance(field, models.DateTimeField))
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model._meta.app_label in OURS and isinstance(field, models.DateField)
    ]


def test_the_database_refuses_a_moment_that_no_list_can_show(practice: None) -> None:
    refused = set()
    for model, name, is_day in columns_of_moments():
        for moment in UNREACHABLE:
            far = {name: moment.date() if is_day else moment}
            if model._default_manager.exists():
                with pytest.raises(IntegrityError, match="in_reach"), transaction.atomic():
                    model._default_manager.update(**far)
                refused.add(model)
    assert refused >= {*WITH_TEXTS, User} - {Author, Topic, Series, Offer, SiteSettings}


def test_no_column_of_moments_is_without_its_reach() -> None:
    """Also of tables in which nothing stands yet; the migrations say the same as the models."""
    for model, name, is_day in columns_of_moments():
        for moment in UNREACHABLE:
            row = model(**{name: moment.date() if is_day else moment})
            assert any(refuses(check, row) for check in model._meta.constraints), (model, name)


def refuses(check: models.BaseConstraint, row: models.Model) -> bool:
    if check.name.endswith("_in_reach"):
        try:
            check.validate(type(row), row)
        except ValidationError:
            return True
    return False
