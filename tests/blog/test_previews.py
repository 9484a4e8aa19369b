"""The preview of the practice itself: any version, as readers would see it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.blog.previews import draft, live, preview, save, text_of

pytestmark = pytest.mark.django_db


def test_any_version_can_be_looked_at(desk):
    article = live(body="<p>Een.</p>")
    save(article, body="<p>Twee.</p>")
    save(article, body="<p>Drie.</p>")

    assert "Twee." in text_of(desk.get(preview(article, 2)))
    assert "Voorbeeld van versie 2. Lezers zien die niet." in text_of(desk.get(preview(article, 2)))
    assert "Drie." in text_of(desk.get(preview(article)))
    assert "Dit is wat lezers ook zien." in text_of(desk.get(preview(article, 1)))


@pytest.mark.parametrize("version", ["0", "99", "x", "", "9" * 30, "²"])
def test_a_version_that_never_was_is_not_there(desk, version):
    assert desk.get(preview(draft(), version)).status_code == 404


def test_an_old_version_whose_address_is_of_another_article_now_can_be_looked_at(desk):
    article = draft(slug="een")
    save(article, slug="twee")
    live(slug="een", title="Ander")

    assert desk.get(preview(article, 1)).status_code == 200


def test_a_preview_of_what_is_live_says_of_no_change_that_never_was(desk):
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=False):
        article = live()
    public = text_of(Client().get("/artikelen/loslaten/"))

    page = text_of(desk.get(preview(article)))

    assert "Bijgewerkt" not in public
    assert "Bijgewerkt" not in page


def test_an_old_version_carries_the_date_on_which_readers_got_it(desk):
    with time_machine.travel("2026-03-01T09:00:00Z", tick=False):
        article = live()
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        article.publish(save(article, body="<p>Twee.</p>"), by=None)
    with time_machine.travel("2026-05-01T09:00:00Z", tick=False):
        article.publish(save(article, body="<p>Drie.</p>"), by=None)

    page = text_of(desk.get(preview(article, 2)))

    assert re.findall(r"Bijgewerkt (\d+ \w+ \d+)", page) == ["1 april 2026"]


def test_a_preview_of_the_practice_tells_no_other_site_where_one_was(desk):
    assert desk.get(preview(draft()))["Referrer-Policy"] == "same-origin"
