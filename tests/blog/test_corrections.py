"""When an article says that it was changed: readers were given something else to read."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from blog.models import Article
from tests.blog.previews import live, save, text_of

pytestmark = pytest.mark.django_db
MAY = datetime(2025, 5, 15, 7, tzinfo=UTC)


def said_of(article: Article) -> list[str]:
    page = text_of(Client().get(article.get_absolute_url()))
    return re.findall(r"Bijgewerkt (\d+ \w+ \d+)", page)


def publish_later(article: Article, **fields: Any) -> None:
    with time_machine.travel("2026-12-03T09:00:00Z", tick=False):
        article.publish(save(article, publish_at=MAY, **fields), by=None)


@pytest.fixture
def article() -> Article:
    with time_machine.travel("2026-12-01T09:00:00Z", tick=False):
        return live(publish_at=MAY)


def test_a_first_publication_with_a_date_in_the_past_is_no_change(article):
    assert said_of(article) == []


def test_a_second_publication_with_other_words_is_a_change_of_that_day(article):
    publish_later(article, body="<p>Beter gezegd.</p>")

    assert said_of(article) == ["3 december 2026"]


@pytest.mark.parametrize(
    "fields", [{"conversation": "read_only"}, {"featured": True}, {"search_title": "Rust"}]
)
def test_what_readers_do_not_read_is_no_change(article, fields):
    publish_later(article, body="<p>Het geheim.</p>", **fields)

    assert said_of(article) == []


def test_a_change_stays_said_when_settings_follow(article):
    publish_later(article, body="<p>Beter gezegd.</p>")
    with time_machine.travel("2026-12-09T09:00:00Z", tick=False):
        article.publish(
            save(article, publish_at=MAY, body="<p>Beter gezegd.</p>", featured=True), by=None
        )

    assert said_of(article) == ["3 december 2026"]


def test_what_was_taken_off_and_comes_back_with_other_words_is_a_change(article):
    article.unpublish()
    publish_later(article, body="<p>Beter gezegd.</p>")

    assert said_of(article) == ["3 december 2026"]
