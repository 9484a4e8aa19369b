"""Texts that were there before versions, and those of a new site, have a first one."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from coaching_site.models import Block, Page
from contact.models import Offer
from tests.coaching_site.versions.text_forms import KINDS
from tests.factories import make_article, make_block, make_offer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", KINDS)
def test_rows_that_were_there_before_get_what_readers_see_as_a_version(model: Any) -> None:
    article = make_article()
    rows = {
        Page: lambda: Page.objects.create(title="Oud", slug="oud", body="<p>Oud.</p>", order=3),
        Offer: lambda: make_offer("Oud", body="<p>Oud.</p>", order=3),
        Block: lambda: make_block("Oud", "<p>Oud.</p>"),
    }
    row = rows[model]()
    if model is Offer:
        row.articles.add(article)
    name = "contact.migrations.0007" if model is Offer else "coaching_site.migrations.0007"
    with connection.schema_editor() as editor:
        import_module(f"{name}_make_first_versions").make_first_versions(apps, editor)

    row = model.objects.get(pk=row.pk)
    first = row.versions.get()
    assert (row.live_version, first.number, row.has_unpublished_changes) == (first, 1, False)
    content = first.read()
    assert set(first.content) == set(content.names())
    assert {name: getattr(row, name) for name in content.names() if name != "articles"} == {
        name: getattr(content, name) for name in content.names() if name != "articles"
    }
    if model is Offer:
        assert content.articles == (article.pk,)


def test_an_offer_that_was_hidden_is_a_draft_with_its_text() -> None:
    offer = make_offer("Oud", body="<p>Oud.</p>", is_visible=False)
    with connection.schema_editor() as editor:
        first = import_module("contact.migrations.0007_make_first_versions")
        first.make_first_versions(apps, editor)
    offer = Offer.objects.get(pk=offer.pk)
    assert (offer.is_draft, offer.newest_version.read().text) == (True, "<p>Oud.</p>")
    assert offer.newest_version.published_at is None


def test_the_pages_of_a_new_site_have_a_version() -> None:
    for page in Page.objects.all():
        assert page.live_version == page.newest_version
        assert page.live_version.read().text == page.body
