"""What benchmarks are measured on: a site of a given size, as publication would have left it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from benchmarks import content
from benchmarks.rows import RARE_WORD, SLUGS_BY_COMMENTS
from benchmarks.words import COMMON_WORD
from blog.models import Article, Comment
from contact.models import Inquiry

ARTICLES = 400


@pytest.mark.django_db(transaction=True)
def test_a_filled_site_is_what_benchmarks_count_on_and_goes_on_as_any_other(
    settings: Any, tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(content, "PASSAGES", 100)
    content.fill(ARTICLES)

    articles = Article.objects.all()
    kinds = (articles.drafts, articles.scheduled, articles.ended, articles.trashed)
    assert [kind().count() for kind in kinds] == [4, 2, 2, 2]
    assert articles.published().count() == ARTICLES - 10
    assert articles.filter(body_text__contains=RARE_WORD).count() == 12
    assert articles.filter(body_text__contains=COMMON_WORD).count() > ARTICLES / 2
    assert Inquiry.objects.count() == 10 * ARTICLES
    assert Comment.objects.count() == 10 * (ARTICLES - 2) + 105
    for number, slug in SLUGS_BY_COMMENTS.items():
        assert f"{number} reacties</h2>" in client.get(f"/artikelen/{slug}/").content.decode()

    article = articles.get(slug=SLUGS_BY_COMMENTS[5])
    assert article.live_version.read().title == article.title
    assert article.publish_at < timezone.now() - timedelta(days=700)
    assert Comment.objects.create(article=article, name="Lezer", text="Mooi.").pk > 100 * ARTICLES
