"""The address of a page or an offer: made of its title, its own as a draft, kept when it moves."""

from typing import Any

import pytest
from django.test import Client

from coaching_site.models import FormerAddress, Page
from tests.coaching_site.versions.text_forms import WITH_A_PAGE, admin, save, start

pytestmark = pytest.mark.django_db


def test_a_page_without_an_address_gets_one_of_its_title(desk: Client) -> None:
    assert start(desk, Page, words="Hoe wij werken").slug == "hoe-wij-werken"


@pytest.mark.parametrize("model", WITH_A_PAGE)
def test_the_address_of_a_draft_is_its_own_affair(desk: Client, model: Any) -> None:
    draft = start(desk, model, slug="eerst")
    first = draft.get_absolute_url()
    save(desk, draft, "_publish", slug="daarna")
    assert draft.slug == "daarna"
    assert not FormerAddress.objects.exists()

    save(desk, draft, "_publish", slug="later")
    assert [former.path for former in FormerAddress.objects.all()] == [first[:-6] + "daarna/"]
    draft.unpublish()
    assert Client().get(first[:-6] + "daarna/").status_code == 404

    save(desk, draft, slug="weer-anders")
    save(desk, draft, "_publish", slug="weer-anders")
    for kept in ("daarna/", "later/"):
        assert Client().get(first[:-6] + kept)["Location"] == draft.get_absolute_url()


def test_a_page_keeps_its_address_when_another_took_the_new_one_meanwhile(desk: Client) -> None:
    page = start(desk, Page, "_publish", slug="eerst")
    save(desk, page, slug="gewild")
    start(desk, Page, "_publish", slug="gewild")
    page.publish(page.newest_version, by=None)
    assert page.slug == "eerst"


@pytest.mark.parametrize("model", WITH_A_PAGE)
def test_a_draft_keeps_its_address_when_another_took_the_new_one_meanwhile(
    desk: Client, model: Any
) -> None:
    text = start(desk, model, "_publish", slug="eerst")
    save(desk, text, slug="gewild")
    start(desk, model, slug="gewild")
    text.unpublish()
    answer = desk.post(admin(model, "restore", text.pk, 1), {"based_on": 2})
    assert answer.url == admin(model, "change", text.pk)
    text.change_at_once(by=None, order=9)
    text.refresh_from_db()
    assert (text.slug, text.order) == ("eerst", 9)


def test_putting_back_moves_no_page(desk: Client) -> None:
    page = start(desk, Page, "_publish", slug="eerst")
    save(desk, page, "_publish", slug="daarna", body="<p>Anders.</p>")
    page.publish(page.restore(page.versions.get(number=1), by=None, based_on=2), by=None)
    assert (page.slug, page.body) == ("daarna", "<p>De tekst.</p>\n")
