"""Who works on the site gets from a page to where it is written; nobody else hears of that."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from coaching_site.models import Page
from tests.factories import (
    make_article,
    make_author,
    make_offer,
    make_series,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


def asked(client: Client, path: str) -> dict[str, object]:
    answer = client.get("/admin/edit-link/", {"path": path})
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    return answer.json()


@pytest.mark.parametrize(
    "make",
    [
        make_article,
        make_author,
        make_topic,
        make_series,
        make_offer,
        lambda: Page.objects.get(slug="over"),
    ],
)
def test_a_page_leads_to_where_it_is_written(desk: Client, make: Callable) -> None:
    row = make()
    expected = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"

    found = asked(desk, row.get_absolute_url())

    assert found == {"works_here": True, "address": expected, "words": "Bewerk"}


@pytest.mark.parametrize(
    "path", ["/artikelen/", "/contact/", "/artikelen/nooit/", "/niets/hier/", "", "::", "/admin/"]
)
def test_a_page_that_nobody_writes_leads_nowhere(desk: Client, path: str) -> None:
    assert asked(desk, path)["address"] == ""


def test_the_front_page_leads_to_what_it_says_of_the_practice(desk: Client) -> None:
    assert asked(desk, "/")["address"] == "/admin/coaching_site/sitesettings/1/change/"


def test_a_stranger_hears_only_that_he_is_one() -> None:
    article = make_article()

    assert asked(Client(), article.get_absolute_url()) == {"works_here": False}


def test_who_may_not_write_a_page_is_offered_no_link() -> None:
    article, helper, client = make_article(), make_user(), Client()
    helper.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(helper)

    assert asked(client, article.get_absolute_url())["address"] == ""
