"""The first page of the admin lists what was written last, and what may be done with it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from tests.blog.previews import draft, live, save
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def lines(client: Client) -> list[str]:
    page = html.fromstring(client.get("/admin/").content.decode())
    return [" ".join(row.text_content().split()) for row in page.cssselect(".home-recent__article")]


def links(client: Client, words: str) -> list[str]:
    page = html.fromstring(client.get("/admin/").content.decode())
    rows = page.cssselect(".home-recent__steps a, .home-recent__steps button")
    return [
        row.get("href") or row.getparent().get("action")
        for row in rows
        if row.text_content() == words
    ]


def test_the_last_ten_articles_stand_newest_first_with_what_changed(desk: Client) -> None:
    for number in range(9):
        live(title=f"Ouder {number}", slug=f"ouder-{number}")
    article = draft(title="Rust", slug="rust")
    draft(title="Trefbal", slug="trefbal")
    save(article, title="Rust", slug="rust", summary="Kort.", body="<p>Anders.</p>")

    first, second, *rest = lines(desk)

    assert first.startswith("Rust Concept samenvatting, tekst · ")
    assert second.startswith("Trefbal Concept nieuw · ")
    assert [line.split(" Live")[0] for line in rest] == [f"Ouder {n}" for n in range(8, 0, -1)]


def test_an_article_that_lies_in_the_trash_is_left_out(desk: Client) -> None:
    live(title="Weg").move_to_trash()
    live(title="Er nog", slug="er-nog")

    assert [line.split(" Live")[0] for line in lines(desk)] == ["Er nog"]


def test_a_planned_change_is_said_with_its_moment(desk: Client) -> None:
    article = live()
    version = save(article, body="<p>Straks.</p>")
    article.schedule_change(version, timezone.now() + timedelta(days=1), by=None)

    assert "wijziging wacht op" in lines(desk)[0]


def test_a_text_that_readers_do_not_see_is_one_press_from_looking_and_from_sharing(desk) -> None:
    article = draft()
    base = f"/admin/blog/article/{article.pk}"

    assert links(desk, "bewerk") == [f"{base}/change/"]
    assert links(desk, "bekijk") == [f"{base}/preview/"]
    assert links(desk, "deel concept") == [f"{base}/preview-links/"]


def test_what_readers_see_is_looked_at_where_they_do_and_has_no_draft(desk: Client) -> None:
    live()

    assert links(desk, "bekijk") == ["/artikelen/loslaten/"]
    assert links(desk, "deel concept") == []


def test_who_may_not_see_articles_is_shown_none() -> None:
    draft()
    client = Client()
    client.force_login(make_user())

    assert lines(client) == []


def test_ten_articles_cost_as_many_questions_as_one(desk: Client) -> None:
    draft()
    desk.get("/admin/")
    with CaptureQueriesContext(connection) as one:
        desk.get("/admin/")
    for number in range(9):
        save(live(title=f"Nummer {number}", slug=f"nummer-{number}"), slug=f"nummer-{number}")
    with CaptureQueriesContext(connection) as ten:
        desk.get("/admin/")

    assert len(ten) == len(one)
