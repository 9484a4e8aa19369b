"""From the mail on a phone: the link, the comment, one press."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from blog.models import Comment
from tests.blog.moderator_mails import let_wait, links_in, mails_to, make_moderator, run_due_jobs
from tests.browser.conftest import OVERFLOW, PHONE
from tests.factories import make_article, make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("window_size", [PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_moderator_approves_from_her_mail_without_signing_in(
    page: Page, complaints: list[str], scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    anna = make_moderator("anna", first_name="Anna")
    article = make_article("Ouders als partners")
    above = make_comment(article, "Wat doe jij?", name="Ties")
    comment = let_wait(article, f"Dit herken ik. {'x' * 400}", parent=above, read_first=True)
    let_wait(article)
    run_due_jobs()
    [mail] = mails_to(anna)

    page.set_content(mail.html)
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"] == []

    page.goto(links_in(mail)[0])
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Goedkeuren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De reactie staat op de site")
    expect(page.get_by_role("status")).to_contain_text("1 reactie wacht.")
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []
    comment.refresh_from_db()
    assert (comment.state, comment.decided_by) == ("approved", anna)

    page.goto(links_in(mail)[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
    assert [line for line in complaints if "404" not in line] == []
    complaints.clear()
    assert Comment.objects.pending().count() == 1
