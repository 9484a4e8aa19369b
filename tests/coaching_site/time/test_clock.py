"""The site of later: shown to who asked for it and to nobody else, and nothing of it is stored."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from blog.conversations.threads import Conversation, conversation_about
from blog.models import Article, ArticleVersion, Comment
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from coaching_site.time.clock import shown_at, shown_moment, site_now
from tests.factories import (
    make_article,
    make_comment,
    make_offer,
    make_series,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

FUTURE = "/admin/blog/article/future/"
LATER = timedelta(days=10)


def look_at(client: Client, moment: datetime):
    local = timezone.localtime(moment)
    return client.post(FUTURE, {"moment_0": f"{local:%d-%m-%Y}", "moment_1": f"{local:%H:%M}"})


def publish(**fields: Any) -> Article:
    content = {"title": "Loslaten", "slug": "loslaten", "body": "<p>Nu.</p>"} | fields
    article = Article.start(ArticleContent(**content), by=None)
    article.publish(article.newest_version, by=None)
    return article


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.fixture
def topic(db):
    return make_topic("Ouders", slug="ouders")


@pytest.fixture
def planned(topic):
    """An article that appears in five days, and one that is gone by then."""
    now = timezone.now()
    publish(
        title="Over vijf dagen",
        slug="straks",
        body="<p>Vlinderstruik.</p>",
        publish_at=now + timedelta(days=5),
        topics=(topic.pk,),
    )
    publish(title="Verdwijnt", slug="verdwijnt", end_at=now + timedelta(days=5))


def test_without_a_choice_the_site_is_shown_as_now():
    with time_machine.travel("2026-11-22T09:00:00Z", tick=False):
        assert site_now() == timezone.now()
        assert shown_moment() is None


def test_a_moment_holds_for_its_block_alone():
    moment = timezone.now() + LATER
    with shown_at(moment):
        assert (site_now(), shown_moment()) == (moment, moment)
    assert shown_moment() is None


LISTS = (
    "/",
    "/artikelen/",
    "/artikelen/thema/ouders/",
    "/artikelen/zoeken/?q=vlinderstruik",
    "/artikelen/feed/",
    "/sitemap.xml",
)


@pytest.mark.parametrize("path", [*LISTS, "/artikelen/straks/"])
def test_the_whole_site_is_shown_as_it_will_be(desk, planned, path):
    assert "/artikelen/straks/" not in text(desk, path).replace(f'"{path}"', "")

    look_at(desk, timezone.now() + LATER)

    answer = desk.get(path)
    assert answer.status_code == 200
    assert "/artikelen/straks/" in answer.content.decode()


def test_what_is_gone_by_then_is_gone(desk, planned):
    look_at(desk, timezone.now() + LATER)

    assert desk.get("/artikelen/verdwijnt/").status_code == 404
    assert "/artikelen/verdwijnt/" not in text(desk, "/artikelen/")


def test_a_change_that_waits_is_shown_with_its_own_date_and_stays_waiting(desk):
    now = timezone.now()
    article = publish()
    change = article.save_version(
        ArticleContent(title="Anders", slug="anders", body="<p>Later.</p>"), by=None, based_on=1
    )
    article.schedule_change(change, now + timedelta(days=5), by=None)
    stored = list(Article.objects.values()), list(ArticleVersion.objects.values())
    look_at(desk, now + LATER)

    page = html.document_fromstring(text(desk, "/artikelen/anders/"))

    assert "Later." in page.text_content()
    changed = page.xpath("string(//meta[@property='article:modified_time']/@content)")
    assert datetime.fromisoformat(changed) == change.go_live_at.replace(microsecond=0)
    assert desk.get("/artikelen/loslaten/").status_code == 301
    assert stored == (list(Article.objects.values()), list(ArticleVersion.objects.values()))
    assert "Nu." in text(Client(), "/artikelen/loslaten/")


def test_a_change_that_waits_longer_is_not_shown(desk):
    article = publish()
    change = article.save_version(
        ArticleContent(title="Loslaten", slug="loslaten", body="<p>Later.</p>"), by=None, based_on=1
    )
    article.schedule_change(change, timezone.now() + LATER + timedelta(days=1), by=None)
    look_at(desk, timezone.now() + LATER)

    assert "Later." not in text(desk, "/artikelen/loslaten/")


def test_comments_are_closed_by_then(desk):
    make_article(slug="open", comments_close_after_days=7)
    assert "Schrijf een reactie" in text(desk, "/artikelen/open/")

    look_at(desk, timezone.now() + LATER)

    assert "Schrijf een reactie" not in text(desk, "/artikelen/open/")


def test_each_page_says_for_which_moment_it_is_and_leads_back(desk, planned):
    with time_machine.travel("2027-02-01T09:00:00+01:00", tick=False):
        desk.force_login(User.objects.get())
        look_at(desk, datetime.fromisoformat("2027-03-01T09:00:00+01:00"))
        for path in ("/", "/artikelen/", "/contact/", "/artikelen/bestaat-niet/"):
            banner = html.document_fromstring(text(desk, path)).xpath(
                "string(//*[@class='preview-banner'])"
            )
            assert "Dit is de site op 1 maart 2027 09:00." in banner
            assert "Terug naar nu" in banner


def test_the_banner_ends_it(coach):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(coach)
    token = html.document_fromstring(text(browser, FUTURE)).xpath(
        "//input[@name='csrfmiddlewaretoken']/@value"
    )[0]
    local = timezone.localtime() + LATER
    browser.post(
        FUTURE,
        {
            "csrfmiddlewaretoken": token,
            "moment_0": f"{local:%d-%m-%Y}",
            "moment_1": f"{local:%H:%M}",
        },
    )
    banner = html.document_fromstring(text(browser, "/")).xpath(
        "//*[@class='preview-banner']//form"
    )[0]

    browser.post(banner.get("action"), dict(banner.form_values()) | {"end": ""})

    assert "preview-banner" not in text(browser, "/")


def test_what_is_shown_is_kept_by_nobody(desk):
    look_at(desk, timezone.now() + LATER)

    answer = desk.get("/artikelen/")

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_nobody_else_notices(desk, planned, client):
    look_at(desk, timezone.now() + LATER)
    other = Client()
    other.force_login(make_user(superuser=True))

    for browser in (Client(), other):
        assert browser.get("/artikelen/straks/").status_code == 404
        assert "preview-banner" not in text(browser, "/")


def test_a_reader_is_asked_for_no_session():
    make_article(slug="open")

    with CaptureQueriesContext(connection) as captured:
        answer = Client().get("/artikelen/open/")

    assert not any("session" in query["sql"] for query in captured)
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_the_admin_keeps_the_real_time(desk, planned):
    look_at(desk, timezone.now() + LATER)

    page = desk.get("/admin/blog/article/?state=scheduled")

    assert [article.slug for article in page.context["cl"].result_list] == ["straks"]
    assert "preview-banner" not in page.content.decode()


def test_nothing_is_sent_from_the_site_of_later(desk):
    article = make_article(slug="open")
    make_offer(is_default=True)
    look_at(desk, timezone.now() + LATER)

    answer = desk.post(
        "/artikelen/open/reageren/", {"name": "Sanne", "email": "s@voorbeeld.nl", "text": "Mooi."}
    )

    assert answer.status_code == 403
    assert "Tijdens het vooruitkijken wordt niets verstuurd" in answer.content.decode()
    assert not Comment.objects.filter(article=article).exists()


def test_whatever_a_page_would_store_is_rolled_back(desk, monkeypatch):
    article = make_article(slug="open")
    look_at(desk, timezone.now() + LATER)

    def store_something(article: Article) -> Conversation:
        make_comment(article, "Te vroeg.")
        return conversation_about(article)

    monkeypatch.setattr("blog.views.articles.conversation_about", store_something)

    assert "Te vroeg." in text(desk, "/artikelen/open/")
    assert not article.comments.exists()


def test_it_ends_by_itself_when_the_moment_has_come(desk, coach):
    moment = timezone.now() + timedelta(hours=2)
    look_at(desk, moment)
    assert "preview-banner" in text(desk, "/")

    with time_machine.travel(moment + timedelta(minutes=1), tick=False):
        assert "preview-banner" not in text(desk, "/")


@pytest.mark.parametrize(
    "lost", [{"is_staff": False}, {"is_superuser": False}, {"is_active": False}]
)
def test_it_ends_with_the_right_to_see_drafts(desk, coach, planned, lost):
    look_at(desk, timezone.now() + LATER)
    assert desk.get("/artikelen/straks/").status_code == 200

    User.objects.filter(pk=coach.pk).update(**lost)

    assert desk.get("/artikelen/straks/").status_code == 404


@pytest.mark.parametrize("fields", [{}, {"is_staff": False}])
def test_who_may_see_no_drafts_chooses_no_moment(client, planned, fields):
    client.force_login(make_user(**fields))

    look_at(client, timezone.now() + LATER)

    assert client.get("/artikelen/straks/").status_code == 404


def test_a_moment_that_has_passed_is_refused(desk):
    answer = look_at(desk, timezone.now() - timedelta(days=1))

    assert answer.context["form"].errors == {"moment": ["Kies een moment dat nog komt."]}


@pytest.mark.parametrize(
    "plan",
    [
        "", "x", "2027-99-99T00:00:00Z", "2027-03-01T09:00:00", "9" * 99,
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00",
    ],
)  # fmt: skip
def test_a_plan_that_is_no_moment_is_refused(desk, plan):
    answer = desk.post(FUTURE, {"plan": plan})

    assert answer.status_code == 200
    assert "moment" in answer.context["form"].errors


def test_what_is_planned_is_listed_and_opened_with_one_button(desk, planned):
    page = html.document_fromstring(text(desk, FUTURE))
    plans = page.xpath("//ol[@class='publishing__list']/li")
    assert ["verschijnt" in plan.text_content() for plan in plans] == [True, False]

    answer = desk.post(FUTURE, {"plan": plans[0].xpath(".//button/@value")[0]})

    assert answer["Location"] == "/"
    assert desk.get("/artikelen/straks/").status_code == 200


def test_a_scheduled_article_leads_to_its_own_page_of_then(desk, planned):
    article = Article.objects.get(slug="straks")
    form = desk.get(f"/admin/blog/article/{article.pk}/change/").content.decode()
    address = f"{FUTURE}?article={article.pk}"
    assert f'href="{address}"' in form

    suggested = desk.get(address).context["form"]["moment"].initial
    assert suggested == article.publish_at
    local = timezone.localtime(suggested)
    answer = desk.post(address, {"moment_0": f"{local:%d-%m-%Y}", "moment_1": f"{local:%H:%M}"})

    assert answer["Location"] == "/artikelen/straks/"
    assert desk.get("/artikelen/straks/").status_code == 200


@pytest.mark.parametrize("key", ["x", "", "9" * 5_000, "²"])
def test_an_article_that_is_none_suggests_no_moment(desk, key):
    assert desk.get(FUTURE, {"article": key}).context["form"]["moment"].initial is None


def test_the_home_of_the_admin_leads_there(desk):
    assert f'href="{FUTURE}"' in text(desk, "/admin/")


def test_a_series_of_later_shows_its_parts_of_then(desk):
    series = make_series(slug="reeks", promised_part=2)
    publish(slug="twee", series=series.pk, part=2, publish_at=timezone.now() + timedelta(days=5))
    look_at(desk, timezone.now() + LATER)

    assert "/artikelen/twee/" in text(desk, "/artikelen/serie/reeks/")
