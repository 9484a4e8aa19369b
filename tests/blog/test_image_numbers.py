"""Texts that were stored with addresses of images hold their numbers after the migration."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from pytest_django import Settings

from blog.models import Article
from coaching_site.models import Page
from contact.models import Offer
from tests.factories import make_article, make_image, make_offer

migration = import_module("blog.migrations.0010_number_the_images_in_texts")

FILES = {"images/a.webp": 7, "images/b.webp": 8}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<p><img src="/media/images/a.webp" alt="Een &quot;deur&quot;" width="60"> en</p>',
            '<p><img data-image="7" alt="Een &quot;deur&quot;"> en</p>',
        ),
        (
            '<img alt="x" src="/media/images/b.webp" /><img src="/media/images/a.webp">',
            '<img data-image="8" alt="x"><img data-image="7" alt="">',
        ),
        ('<img src="/media/images/weg.webp" alt="">', '<img src="/media/images/weg.webp" alt="">'),
        ('<img src="images/a.webp" alt="">', '<img src="images/a.webp" alt="">'),
        ('<img data-image="9" alt="">', '<img data-image="9" alt="">'),
    ],
)
def test_an_address_becomes_the_number_of_its_image(before: str, after: str) -> None:
    assert migration.numbered(before, FILES) == after
    assert migration.numbered(after, FILES) == after


@pytest.mark.django_db
def test_articles_versions_pages_and_offers_are_gone_through(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    image, cover = make_image(), make_image()
    old = f'<p><img src="{image.file.url}" alt="Een deur"></p>'
    new = f'<p><img data-image="{image.pk}" alt="Een deur"></p>'
    article, plain = make_article(body=old), make_article(body="<p>Niets</p>")
    version = article.versions.create(
        number=1, content={"title": "x", "body": old}, image_ids=[cover.pk]
    )
    page = Page.objects.create(title="Over", slug="over-mij")
    offer = make_offer()
    for model, pk in ((Page, page.pk), (Offer, offer.pk)):
        model.objects.filter(pk=pk).update(body=old)

    migration.number(apps, None)

    version.refresh_from_db()
    assert version.content == {"title": "x", "body": new}
    assert version.image_ids == [cover.pk, image.pk]
    assert Article.objects.get(pk=plain.pk).body == "<p>Niets</p>"
    for row in (article, page, offer):
        row.refresh_from_db()
        assert row.body == new
