"""What tests of the page cache may ask for."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Article
from coaching_site.models import Page, SiteSettings
from tests.coaching_site.page_cache.addresses import EVERYTHING
from tests.factories import (
    make_article,
    make_author,
    make_comment,
    make_image,
    make_offer,
    make_series,
    make_topic,
)
from tests.page_visitor import CachedSite, cached_site


@pytest.fixture
def site() -> Iterator[CachedSite]:
    """Return a site on which everything stands, with every page made."""
    SiteSettings.objects.update_or_create(pk=1, defaults={"practice_name": "De Proef"})
    Page.objects.create(
        title="Over ons", slug="over-ons", body="<p>Wij.</p>", body_html="<p>Wij.</p>"
    )
    make_offer("Traject", slug="traject", is_default=True)
    shared = {
        "authors": (make_author("Noor", slug="noor", photo=make_image()),),
        "topics": (make_topic("Klas", slug="klas"),),
        "series": make_series("Reeks", slug="reeks"),
    }
    for number, name in enumerate(("een", "ander"), start=1):
        moment = timezone.now() - timedelta(days=number)
        article = make_article(name, slug=name, publish_at=moment, cover=make_image(), **shared)
        make_comment(article, state="approved")
    make_article("Concept", slug="concept", publish_at=None)
    make_comment(Article.objects.get(slug="een"), state="pending")
    with cached_site() as site:
        site.makes(*EVERYTHING)
        assert site.makes(*EVERYTHING) == []
        yield site
