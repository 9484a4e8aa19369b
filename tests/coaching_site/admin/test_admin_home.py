"""The home of the admin: what waits, what to do next, what was changed last."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import ngettext_lazy
from pytest_django import Settings

from coaching_site import waiting
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings
from coaching_site.site.starting_rows import WRITERS
from coaching_site.waiting import (
    Waiting,
    WaitingKind,
    filtered_changelist,
    register_waiting,
    what_waits,
)
from tests.factories import make_article, make_comment, make_topic, make_user

pytestmark = pytest.mark.django_db
LETTERS = ngettext_lazy("%(count)d letter", "%(count)d letters", "count")


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> list[WaitingKind]:
    """Begin without what the apps have registered."""
    empty: list[WaitingKind] = []
    monkeypatch.setattr(waiting, "_kinds", empty)
    return empty


def ask(user: User) -> list[Waiting]:
    request = RequestFactory().get("/")
    request.user = user
    return what_waits(request)


def test_what_waits_is_said_in_words_most_pressing_first(kinds: list[WaitingKind]) -> None:
    pages = filtered_changelist("coaching_site.Page", in_menu__exact="1")
    register_waiting(LETTERS, lambda request: 2, pages, "coaching_site.view_page", order=20)
    register_waiting("Late", lambda request: 1, pages, "coaching_site.view_page", urgent=True)
    register_waiting(LETTERS, lambda request: 1, pages, "coaching_site.view_page", order=10)
    found = ask(make_user(superuser=True))
    assert [(item.words, item.urgent) for item in found] == [
        ("Late", True),
        ("1 letter", False),
        ("2 letters", False),
    ]
    assert found[0].address == "/admin/coaching_site/page/?in_menu__exact=1"


def test_nothing_is_said_of_what_does_not_wait_or_is_not_for_this_person(
    kinds: list[WaitingKind],
) -> None:
    asked: list[int] = []
    pages = filtered_changelist("coaching_site.Page")
    register_waiting(LETTERS, lambda request: 0, pages, "coaching_site.view_page")
    register_waiting(
        LETTERS, lambda request: len(asked.append(1) or [5]), pages, "contact.view_offer"
    )
    assert ask(make_user()) == []
    assert asked == []


def test_registering_the_same_thing_twice_shows_it_once(kinds: list[WaitingKind]) -> None:
    pages = filtered_changelist("coaching_site.Page")

    def count(request: HttpRequest) -> int:
        return 1

    for _ in range(2):
        register_waiting(LETTERS, count, pages, "coaching_site.view_page")
    assert len(ask(make_user(superuser=True))) == 1


def home(client: Client, user: User) -> str:
    client.force_login(user)
    return client.get(reverse("admin:index")).content.decode()


def test_the_home_leads_to_the_comments_that_wait(client: Client) -> None:
    make_comment(make_article(), state="pending")
    page = home(client, make_user(superuser=True))
    assert "1 reactie" in page
    assert reverse("admin:blog_comment_changelist") in page


def test_a_home_where_nothing_waits_says_so(client: Client, kinds: list[WaitingKind]) -> None:
    assert "Er ligt niets op je te wachten" in home(client, make_user(superuser=True))


def test_the_practice_stands_above_its_admin(client: Client) -> None:
    SiteSettings.objects.update(practice_name="De Kantlijn")
    page = home(client, make_user(superuser=True))
    assert ">De Kantlijn</a>" in page
    assert "Django" not in page


def test_a_writer_is_offered_an_article_but_no_page(client: Client) -> None:
    writer = make_user()
    writer.groups.add(Group.objects.get(name=WRITERS))
    page = home(client, writer)
    assert reverse("admin:blog_article_add") in page
    assert reverse("admin:coaching_site_page_add") not in page


def test_an_account_with_only_a_password_gets_a_hint(client: Client) -> None:
    assert reverse("mfa_index") + '">Voeg een tweede stap toe' in home(client, make_user())


def test_a_demo_account_gets_no_hint(client: Client, settings: Settings) -> None:
    settings.MODE = "demo"
    assert "Voeg een tweede stap toe" not in home(client, make_user())


def test_the_lists_stand_in_the_order_in_which_an_editor_thinks(client: Client) -> None:
    client.force_login(make_user(superuser=True))
    apps = client.get(reverse("admin:index")).context["app_list"]
    assert [app["app_label"] for app in apps] == [
        "blog",
        "contact",
        "coaching_site",
        "outbox",
        "accounts",
    ]
    assert [model["object_name"] for model in apps[0]["models"]][:2] == ["Article", "Comment"]


@pytest.mark.django_db(transaction=True)  # some only PostgreSQL refuses, which ends a transaction
@pytest.mark.parametrize(
    ("address", "column"),
    [
        ("/admin/blog/article/", "publish_at"),
        ("/admin/blog/article/", "created_at"),
        ("/admin/blog/comment/", "created_at"),
        ("/admin/contact/inquiry/", "created_at"),
        ("/admin/contact/closedperiod/", "start"),
        ("/admin/accounts/signinevent/", "moment"),
        ("/admin/accounts/user/", "date_joined"),
        ("/admin/outbox/outgoingmail/", "created_at"),
    ],
)
def test_a_list_of_moments_that_no_calendar_has_leads_back_to_the_list(
    client: Client, address: str, column: str
) -> None:
    client.force_login(make_user(superuser=True))
    asked = [f"{column}__year={year}" for year in ("-1", "0", "9999", "99999999", "9" * 5_000)]
    asked.append(f"{column}__year=9999&{column}__month=12")
    for moment in (
        "0001-01-01T00:00:00-23:59",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
    ):
        asked += [urlencode({f"{column}__{lookup}": moment}) for lookup in ("gte", "lt")]
    for query in asked:
        answer = client.get(f"{address}?{query}", follow=True)
        assert answer.status_code == 200, query
        assert answer.redirect_chain in ([], [(f"{address}?e=1", 302)]), query
    assert client.get(f"{address}?{column}__year=2026").status_code == 200


@pytest.mark.parametrize(
    ("view", "heading"),
    [
        ("blog_article", "Artikelen"),
        ("blog_image", "Afbeeldingen"),
        ("contact_inquiry", "Aanvragen"),
        ("accounts_user", "Accounts"),
    ],
)
def test_a_list_is_called_what_it_lists(client: Client, view: str, heading: str) -> None:
    client.force_login(make_user("coach", superuser=True))
    page = client.get(reverse(f"admin:{view}_changelist")).content.decode()
    assert f"<h1>{heading}</h1>" in page
    assert f"<title>{heading} · " in page


def test_an_empty_list_offers_nothing_to_do_with_its_rows(client: Client) -> None:
    client.force_login(make_user("coach", superuser=True))
    address = reverse("admin:blog_topic_changelist")
    assert 'class="actions"' not in client.get(address).content.decode()

    make_topic()
    assert 'class="actions"' in client.get(address).content.decode()


def test_saving_says_so_in_the_words_of_the_buttons(client: Client) -> None:
    client.force_login(make_user("coach", superuser=True))
    page = client.post(
        reverse("admin:blog_topic_add"), {"name": "Luisteren", "slug": "luisteren"}, follow=True
    ).content.decode()
    assert "Bewaard: thema" in page
    assert 'value="Bewaar"' in client.get(reverse("admin:blog_topic_add")).content.decode()
