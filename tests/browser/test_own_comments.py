"""A guest's own comment in a browser: on a phone, in light and dark, and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from blog.models import Article, Comment
from tests.browser.conftest import A_MOMENT, OVERFLOW, PHONE
from tests.factories import make_article, make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article() -> Article:
    return make_article("Ouders als partners")


@pytest.fixture
def comment(article: Article) -> Comment:
    return make_comment(
        article,
        "Wij lezen elke avond samen.",
        name="Fenna",
        email="fenna@voorbeeld.nl",
        confirmed_at=timezone.now(),
    )


def own_address(comment: Comment) -> str:
    return reverse("comment_own", args=[comment.writers_token])


@pytest.mark.parametrize("window_size", [PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_guest_changes_removes_and_erases_on_a_phone(
    page: Page, article: Article, comment: Comment, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    make_comment(article, "Wij ook.", parent=comment, name="Sem")
    page.goto(own_address(comment))
    for summary in page.locator(".own__step > summary").all():
        summary.click()
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []

    page.get_by_label("Je reactie").fill("Wij lezen nu elke ochtend samen.")
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Wijzig", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Je reactie is gewijzigd.")
    expect(page.locator(".comment__text")).to_have_text("Wij lezen nu elke ochtend samen.")

    page.get_by_text("Verwijder deze reactie").click()
    page.get_by_role("button", name="Ja, verwijder haar").click()
    expect(page.get_by_role("status")).to_contain_text("Je hebt haar verwijderd")
    assert Axe().run(page).response["violations"] == []

    page.get_by_text("Wis alles onder mijn adres").click()
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gewist")
    page.goto(article.get_absolute_url())
    expect(page.get_by_text("Wij ook.")).to_be_visible()
    assert list(Comment.objects.values_list("name", "email")) == [
        ("Sem", "lezer@voorbeeld.nl"),
        ("", ""),
    ]


def test_without_javascript_it_is_removed_too(plain_page: Page, comment: Comment) -> None:
    plain_page.goto(own_address(comment))
    plain_page.get_by_text("Verwijder deze reactie").click()
    plain_page.get_by_role("button", name="Ja, verwijder haar").click()
    expect(plain_page.get_by_role("status")).to_contain_text("Je hebt haar verwijderd")
    comment.refresh_from_db()
    assert (comment.state, comment.text) == ("withdrawn", "")
