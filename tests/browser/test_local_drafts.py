"""Copies of typed text in the browser: what they hold, when they are offered, when forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from blog.models import Article
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from tests.browser.test_pasting import open_form
from tests.browser.writing import (
    ADD,
    SENTENCE,
    close_and_open,
    editor,
    go_on,
    holds,
    refused,
    save,
    start_article,
    type_text,
)
from tests.factories import make_author, make_image, make_offer, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_closed_tab_gives_its_text_back_and_a_saved_text_is_not_offered(
    page: Page, coach: User
) -> None:
    open_form(page, ADD)
    type_text(page, "Bijna kwijt")

    other = close_and_open(page, ADD)
    expect(other.locator(".kept-text")).to_contain_text("Bijna kwijt")
    expect(other.locator(".kept-text")).to_contain_text(SENTENCE)
    expect(other.locator("#id_title")).to_have_value("")
    go_on(other)
    expect(other.locator("#id_title")).to_have_value("Bijna kwijt")
    expect(editor(other)).to_have_text(SENTENCE)
    expect(other.locator(".kept-texts")).to_be_hidden()
    save(other)

    assert SENTENCE in Article.objects.get().newest_version.read().body
    open_form(other, ADD)
    expect(other.locator(".kept-texts")).to_be_hidden()
    holds(other, 0)


def test_every_field_comes_back(page: Page, coach: User) -> None:
    cover = make_image(alternative_text="Een lege gang")
    make_author("Naïma")
    make_topic("Ouders")
    next_month = f"{timezone.localdate() + timedelta(days=30):%d-%m-%Y}"
    open_form(page, ADD)
    page.locator(".field-bylines .select2-search__field").click()
    page.keyboard.type("Naïma")
    page.locator(".select2-results__option", has_text="Naïma").click()
    page.locator(".field-chosen_topics .select2-search__field").click()
    page.keyboard.type("Oud")
    page.locator(".select2-results__option", has_text="Ouders").click()
    page.locator("#id_publish_at_0").fill(next_month)
    page.locator("#id_publish_at_1").fill("09:15")
    page.locator("#id_cover").evaluate("(field, number) => { field.value = number; }", cover.pk)
    type_text(page, "Met alles erbij")
    page.locator("#id_summary").fill("Een samenvatting.")
    page.wait_for_timeout(2_500)

    other = close_and_open(page, ADD)
    go_on(other)
    expect(other.locator("#id_summary")).to_have_value("Een samenvatting.")
    expect(other.locator("#id_publish_at_0")).to_have_value(next_month)
    expect(other.locator("#id_publish_at_1")).to_have_value("09:15")
    expect(other.locator(".field-bylines .select2-selection__choice")).to_have_count(2)
    expect(other.locator(".field-cover .image-field__words")).to_have_text("Een lege gang")
    save(other)
    article = Article.objects.get()
    content = article.newest_version.read()
    assert len(content.authors) == 2
    assert len(content.topics) == 1
    assert content.cover == cover.pk
    assert content.publish_at
    assert f"{timezone.localtime(content.publish_at):%H:%M}" == "09:15"


def test_an_image_in_the_text_comes_back_with_it(page: Page, coach: User) -> None:
    image = make_image()
    figure = f'<figure><img data-image="{image.pk}" alt="Een klas"></figure>'
    content = ArticleContent(title="Met foto", slug="met-foto", body=f"<p>Voor.</p>{figure}")
    article = Article.start(content, by=coach)
    address = f"/admin/blog/article/{article.pk}/change/"
    open_form(page, address)
    page.locator("#id_title").fill("Met een foto erin")
    expect(page.locator(".kept-line")).to_contain_text("bewaard op dit apparaat om")

    other = close_and_open(page, address)
    go_on(other)
    expect(other.locator(".cke_wysiwyg_div figure img")).to_have_count(1)
    save(other)
    saved = article.versions.latest("number").read()
    assert saved.title == "Met een foto erin"
    assert f'data-image="{image.pk}"' in saved.body


def test_two_new_articles_in_two_tabs_do_not_overwrite_each_other(page: Page, coach: User) -> None:
    other = page.context.new_page()
    open_form(page, ADD)
    type_text(page, "Het ene", "Eén.")
    open_form(other, ADD)
    other.wait_for_timeout(2_000)
    # What another tab is writing is not for the taking.
    expect(other.locator(".kept-texts")).to_be_hidden()
    type_text(other, "Het andere", "Twee.")
    other.close()

    third = close_and_open(page, ADD)
    expect(third.locator(".kept-text [data-title]")).to_have_text(["Het andere", "Het ene"])


def test_what_was_typed_before_going_on_with_an_older_text_is_kept_too(
    page: Page, coach: User
) -> None:
    open_form(page, ADD)
    type_text(page, "Gisteren", "Van gisteren.")
    other = close_and_open(page, ADD)
    other.locator("#id_title").fill("Vandaag")
    go_on(other)
    expect(other.locator("#id_title")).to_have_value("Gisteren")
    expect(other.locator(".kept-text [data-title]")).to_have_text(["Vandaag"])
    go_on(other)
    expect(other.locator("#id_title")).to_have_value("Vandaag")
    expect(other.locator(".kept-text [data-title]")).to_have_text(["Gisteren"])


def test_a_text_that_is_thrown_away_is_gone_unless_that_was_a_slip(page: Page, coach: User) -> None:
    open_form(page, ADD)
    type_text(page, "Weg ermee")
    other = close_and_open(page, ADD)
    other.get_by_role("button", name="Gooi weg").click()
    holds(other, 0)
    other.get_by_role("button", name="Toch bewaren").click()
    expect(other.locator(".kept-text [data-title]")).to_have_text(["Weg ermee"])
    other.get_by_role("button", name="Gooi weg").click()
    other.reload()
    other.wait_for_selector(".cke_wysiwyg_div")
    expect(other.locator(".kept-texts")).to_be_hidden()


def test_a_refused_save_keeps_the_copy_and_goes_on_in_it(page: Page, coach: User) -> None:
    open_form(page, ADD)
    type_text(page, "", "Zonder titel.")
    page.locator("[name=_save]").last.click()
    refused(page)
    expect(page.locator(".kept-texts")).to_be_hidden()
    expect(page.locator(".kept-line")).to_contain_text("bewaard op dit apparaat om")
    holds(page, 1)

    other = close_and_open(page, ADD)
    go_on(other)
    expect(editor(other)).to_have_text("Zonder titel.")
    other.locator("#id_title").fill("Met titel")
    save(other)
    holds(other, 0)


def test_a_text_on_an_older_version_says_so_and_is_compared_when_saved(
    page: Page, coach: User
) -> None:
    address = start_article(page)
    other = page.context.new_page()
    open_form(other, address)
    type_text(page, "Mijn titel", "Van mij.")
    page.close()
    other.locator("#id_title").fill("Titel van de ander")
    save(other)

    expect(other.locator(".kept-text")).to_contain_text("Sindsdien is er iets anders bewaard")
    go_on(other)
    expect(other.locator("#id_title")).to_have_value("Mijn titel")
    other.locator("[name=_save]").last.click()
    refused(other)
    expect(other.locator("#id_title")).to_have_value("Mijn titel")
    save(other)
    assert [version.read().title for version in Article.objects.get().versions.all()] == [
        "Mijn titel",
        "Titel van de ander",
        "Eerste versie",
    ]


def test_the_home_of_the_admin_leads_to_what_was_not_saved(page: Page, coach: User) -> None:
    open_form(page, ADD)
    type_text(page, "Blijven liggen")
    other = page.context.new_page()
    other.goto("/admin/")
    other.wait_for_timeout(500)
    expect(other.locator("[data-kept-reminder]")).to_be_hidden()
    page.close()
    other.reload()
    other.get_by_role("link", name="Blijven liggen").click()
    go_on(other)
    expect(other.locator("#id_title")).to_have_value("Blijven liggen")
    save(other)
    other.goto("/admin/")
    other.wait_for_timeout(500)
    expect(other.locator("[data-kept-reminder]")).to_be_hidden()


def test_a_text_whose_article_is_gone_when_it_is_saved_is_offered_in_a_new_one(
    page: Page, coach: User
) -> None:
    open_form(page, start_article(page))
    type_text(page, "Te laat")
    Article.objects.all().delete()
    page.locator("[name=_save]").last.click()
    page.wait_for_url("**/add/?instead_of=*")
    page.wait_for_selector(".cke_wysiwyg_div")
    go_on(page)
    expect(editor(page)).to_have_text(SENTENCE)
    save(page)
    assert Article.objects.get().newest_version.read().title == "Te laat"
    holds(page, 0)


@pytest.mark.parametrize("model", ["coaching_site/page", "contact/offer"])
def test_other_forms_with_an_editor_keep_their_text_too(
    page: Page, coach: User, model: str
) -> None:
    make_offer()
    open_form(page, f"/admin/{model}/add/")
    type_text(page, "Over de praktijk")
    other = close_and_open(page, f"/admin/{model}/add/")
    go_on(other)
    expect(other.locator("#id_title")).to_have_value("Over de praktijk")
    expect(editor(other)).to_have_text(SENTENCE)
    other.locator("#id_summary").fill("Kort gezegd.")
    other.locator("[name=_save]").last.click()
    expect(other.locator(".messagelist")).to_be_visible()
    open_form(other, f"/admin/{model}/add/")
    expect(other.locator(".kept-texts")).to_be_hidden()
    holds(other, 0)
