"""What a text names in vain is left out when it is saved, and its author hears of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Article
from blog.models.article_content import ArticleContent
from coaching_site.models import Page
from coaching_site.rich_text.tidying.left_out.missing import leave_out_missing
from coaching_site.versions.saving import save_content
from tests.factories import make_block, make_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

IMAGE = "niet meer in de bibliotheek en"
BLOCK = "blok bestaat niet meer"


def test_an_article_keeps_what_is_there_and_the_words_of_a_caption() -> None:
    image, block = make_image(), make_block()
    body = (
        f'<p>Een.</p><figure><img data-image="{image.pk}" alt="Klas"></figure>'
        '<figure><img data-image="99999" alt="Weg"><figcaption>De tuin</figcaption></figure>'
        f'<aside data-block="{block.pk}"></aside><aside data-block="999999"></aside><p>Twee.</p>'
    )

    saved = save_content(
        Article(), ArticleContent(title="Rust", slug="rust", body=body), by=None, based_on=0
    )

    stored = Article.objects.get().newest_version
    assert stored is not None
    assert stored.read().body == (
        f'<p>Een.</p>\n<figure><img data-image="{image.pk}" alt="Klas"></figure>\n<p>De tuin</p>\n'
        f'<aside data-block="{block.pk}"></aside>\n<p>Twee.</p>\n'
    )
    assert (stored.image_ids, stored.block_ids) == ([image.pk], [block.pk])
    first, second = map(str, saved.notices)
    assert IMAGE in first
    assert BLOCK in second


def test_a_page_says_so_too(desk: Client) -> None:
    fields = {"title": "Wij", "slug": "wij", "summary": "", "order": "4", "based_on": "0"}
    body = '<p>Tekst.</p><figure><img data-image="99999" alt="Weg"></figure>'
    answer = desk.post(
        reverse("admin:coaching_site_page_add"),
        fields | {"body": body, "_publish": "1"},
        follow=True,
    )
    assert Page.objects.get(slug="wij").body == "<p>Tekst.</p>\n"
    assert IMAGE in answer.text


def test_a_text_that_names_nothing_in_vain_stays_as_it_is_in_two_queries(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(0):
        assert leave_out_missing("<p>Een <b>twee</b>.</p>") == ("<p>Een <b>twee</b>.</p>", ())
    html = (
        f'<figure><img alt="" data-image="{make_image().pk}"></figure>'
        f'<aside data-block="{make_block().pk}"></aside>'
    )
    with django_assert_num_queries(2):
        assert leave_out_missing(html) == (html, ())
