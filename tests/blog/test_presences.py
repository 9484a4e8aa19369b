"""Who else has an article open: said to who writes in it, and to nobody else."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from blog.models import Article, Presence
from blog.models.article_content import ArticleContent
from blog.tasks.presences import erase_old_presences
from coaching_site.accounts.models import User
from coaching_site.site.starting_rows import WRITERS
from tests.factories import make_user

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 23, 10, 32, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def article(coach: User) -> Article:
    return Article.start(ArticleContent(title="Rust", slug="rust"), by=coach)


@pytest.fixture
def noor() -> User:
    return make_user("noor", superuser=True, first_name="Noor")


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sign_of_life(client: Client, article: Article, **fields: object):
    return client.post(f"/admin/blog/article/{article.pk}/presence/", {"based_on": 1} | fields)


def test_others_who_have_it_open_are_named_with_the_time_since_when(client, article, noor):
    with time_machine.travel(MORNING, tick=False):
        sign_of_life(browser_of(noor), article)
    with time_machine.travel(MORNING + timedelta(seconds=40), tick=False):
        answer = sign_of_life(client, article)

    assert answer.json()["others"] == ["Noor heeft dit artikel ook open, sinds 10:32."]
    assert "no-store" in answer["Cache-Control"]


def test_nobody_is_named_to_themselves_or_in_another_article(client, coach, article, noor):
    other = Article.start(ArticleContent(title="Ander", slug="ander"), by=coach)
    sign_of_life(browser_of(noor), other)
    sign_of_life(client, article)

    assert sign_of_life(client, article).json() == {"others": [], "newer": None}


def test_who_gave_no_sign_for_a_minute_is_gone_and_keeps_the_time_when_back(client, article, noor):
    with time_machine.travel(MORNING, tick=False):
        sign_of_life(browser_of(noor), article)
    with time_machine.travel(MORNING + timedelta(seconds=61), tick=False):
        assert sign_of_life(client, article).json()["others"] == []
    with time_machine.travel(MORNING + timedelta(minutes=5), tick=False):
        sign_of_life(browser_of(noor), article)
        assert "sinds 10:32" in sign_of_life(client, article).json()["others"][0]


def test_closing_the_form_ends_it_at_once(client, article, noor):
    theirs = browser_of(noor)
    sign_of_life(theirs, article)

    assert sign_of_life(theirs, article, leaving="1").status_code == 204
    assert sign_of_life(client, article).json()["others"] == []


def test_a_newer_version_is_told_with_who_saved_it_and_where_to_compare(
    client, coach, article, noor
):
    assert sign_of_life(client, article).json()["newer"] is None

    article.save_version(ArticleContent(title="Stilte", slug="rust"), by=noor, based_on=1)
    newer = sign_of_life(client, article).json()["newer"]
    assert newer["words"] == "Noor heeft net versie 2 bewaard."
    page = client.get(newer["address"]).content.decode()
    assert "Stilte" in page
    assert "Rust" in page
    for odd in ("2", "x", "", "²", "9" * 30):
        assert sign_of_life(client, article, based_on=odd).json()["newer"] is None

    article.save_version(ArticleContent(title="Kalm", slug="rust"), by=coach, based_on=2)
    newer = sign_of_life(client, article, based_on="2").json()["newer"]
    assert newer["words"] == "Je hebt in een ander tabblad versie 3 bewaard."


def test_only_who_may_see_the_article_learns_who_writes_in_it(client, article, noor):
    sign_of_life(browser_of(noor), article)
    writer = make_user("schrijver")
    writer.groups.add(Group.objects.get(name=WRITERS))

    assert sign_of_life(browser_of(writer), article).json()["others"][0].startswith("Noor")
    assert sign_of_life(browser_of(make_user("mailbeheer")), article).status_code == 403
    assert sign_of_life(Client(), article).status_code == 302
    assert client.get(f"/admin/blog/article/{article.pk}/presence/").status_code == 405
    assert client.post("/admin/blog/article/99999/presence/").status_code == 404
    assert set(Presence.objects.values_list("user", flat=True)) == {noor.pk, writer.pk}


def test_a_forged_sign_of_life_is_refused(article, noor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(noor)

    assert sign_of_life(client, article).status_code == 403
    assert not Presence.objects.exists()


def test_the_form_names_the_address_to_ask_only_for_what_exists(client, article):
    page = client.get(f"/admin/blog/article/{article.pk}/change/").content.decode()
    assert f'data-presence="/admin/blog/article/{article.pk}/presence/"' in page
    assert "data-presence" not in client.get("/admin/blog/article/add/").content.decode()


@pytest.mark.parametrize("others", [1, 12])
def test_a_sign_of_life_costs_the_same_however_many_write(
    client: Client, article: Article, others: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(others):
        sign_of_life(browser_of(make_user(f"persoon-{number}", superuser=True)), article)
    sign_of_life(client, article)

    # Session, account, article, the sign itself, the others, the newest version.
    with django_assert_num_queries(6):
        answer = sign_of_life(client, article)
    assert len(answer.json()["others"]) == others


def test_one_row_is_kept_for_each_person_and_none_for_longer_than_an_hour(client, article, noor):
    with time_machine.travel(MORNING, tick=False):
        for _time in range(3):
            sign_of_life(browser_of(noor), article)
    with time_machine.travel(MORNING + timedelta(minutes=30), tick=False):
        sign_of_life(client, article)
    assert Presence.objects.count() == 2

    with time_machine.travel(MORNING + timedelta(minutes=61), tick=False):
        erase_old_presences(timestamp=0)
    assert [presence.user.username for presence in Presence.objects.all()] == ["coach"]
