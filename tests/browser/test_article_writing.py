"""Writing an article in Chromium: typing, pasting and undoing, saving, words and address."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from blog.models import Article, ArticleState
from coaching_site.accounts.models import User
from coaching_site.rich_text.rendering.renderer import render
from tests.browser.article_form import ADD, bar, fold, form_of, publish, start
from tests.browser.test_pasting import open_form, paste
from tests.factories import make_author, make_block, make_image

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A_LITTLE = 60  # pixels
TITLE = "Ouders als partner: zo begin je"


@pytest.fixture
def coach(coach: User) -> User:
    """Let there be a guest as well, to be named beside the coach."""
    make_author("Naïma", bio="Gastauteur.")
    return coach


def begin(page: Page, title: str) -> None:
    """Open a new article, give it a title and write a sentence."""
    open_form(page, ADD)
    page.get_by_label("Titel:").fill(title)
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.type("Een zin om mee te beginnen.")


def test_a_pasted_page_is_tidied_published_and_can_be_put_back_in_one_step(
    page: Page, coach: User
) -> None:
    open_form(page, ADD)
    paste(page, "web-page-b")
    page.get_by_label("Titel:").fill(TITLE)
    page.get_by_role("button", name="Bewaar als concept").last.click()

    messages = page.locator(".messagelist")
    expect(messages).to_contain_text("De eerste kop herhaalde de titel en is weggelaten.")
    expect(messages).to_contain_text("3 lijsten")
    article = Article.objects.get()
    assert article.state == ArticleState.DRAFT
    assert article.newest_version.read().body.count("<li>") == 11

    page.get_by_role("button", name="Zet terug zoals getypt").click()
    expect(page.get_by_role("button", name="Zet terug zoals getypt")).to_have_count(0)
    assert "<li>" not in article.newest_version.read().body
    assert article.newest_version.read().body.count("•") == 8

    page.get_by_role("button", name="Publiceer").click()
    expect(messages).to_contain_text("Lezers zien het nu")
    page.goto(Article.objects.get().get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_a_guest_is_chosen_second_and_stands_second(page: Page, coach: User) -> None:
    begin(page, "Samen geschreven")
    page.locator(".field-bylines .select2-search__field").click()
    page.keyboard.type("Naïma")
    page.locator(".select2-results__option", has_text="Naïma").click()
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")

    assert [byline.author.name for byline in Article.objects.get().bylines.all()] == [
        "Mirthe",
        "Naïma",
    ]


def test_a_new_article_begins_with_its_title(page: Page, coach: User) -> None:
    open_form(page, ADD)
    expect(page.get_by_label("Titel:")).to_be_focused()
    page.keyboard.type("Wie luistert er")

    expect(page.get_by_label("Titel:")).to_have_value("Wie luistert er")
    assert not Article.objects.exists()


def test_a_script_that_comes_late_takes_nobody_from_the_field_she_types_in(
    page: Page, coach: User
) -> None:
    held: list[Route] = []
    page.route(
        re.compile("change_form|first_field"),
        lambda route: held.append(route),  # noqa: PLW0108 (its own argument)
    )
    page.goto(ADD, wait_until="commit")
    page.get_by_label("Samenvatting:").fill("Over tien")
    expect(page.get_by_label("Samenvatting:")).to_be_focused()
    held[0].continue_()
    page.wait_for_load_state("load")
    page.keyboard.type(" tellen stilte")

    expect(page.get_by_label("Samenvatting:")).to_have_value("Over tien tellen stilte")


def test_enter_in_the_title_saves_and_never_publishes(page: Page, coach: User) -> None:
    open_form(page, ADD)
    page.get_by_label("Titel:").fill("Nog niet klaar")
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("Bewaard als concept")
    assert Article.objects.get().state == ArticleState.DRAFT


def test_the_button_says_schedule_when_the_moment_lies_ahead(page: Page, coach: User) -> None:
    begin(page, "Voor morgen")
    page.locator("#id_publish_at_0").fill(f"{timezone.localdate() + timedelta(days=1):%d-%m-%Y}")
    page.locator("#id_publish_at_1").fill("09:00")
    page.get_by_role("button", name="Plan in").click()

    expect(page.locator(".messagelist")).to_contain_text("Gepland")
    assert Article.objects.get().state == ArticleState.SCHEDULED


@pytest.mark.parametrize("window_size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_a_moment_picked_from_calendar_and_clock_schedules(page: Page, coach: User) -> None:
    begin(page, "Voor over een maand")
    page.locator(".field-publish_at button[id^=calendarlink]").click()
    expect(page.locator(".calendarbox[open]")).to_be_in_viewport(ratio=1)
    page.locator(".calendarbox[open] .calendarnav-next").click()
    page.locator(".calendarbox[open] td").get_by_text("15", exact=True).click()
    expect(page.get_by_role("button", name="Plan in")).to_be_visible()
    page.locator(".field-publish_at button[id^=clocklink]").click()
    expect(page.locator(".clockbox[open]")).to_be_in_viewport(ratio=1)
    page.locator(".clockbox[open]").get_by_text("9:00", exact=True).click()
    page.get_by_role("button", name="Plan in").click()

    expect(page.locator(".messagelist")).to_contain_text("15")
    moment = Article.objects.get().publish_at
    assert moment
    assert timezone.localtime(moment).hour == 9


def test_two_people_who_save_at_once_both_keep_their_text(page: Page, coach: User) -> None:
    open_form(page, ADD)
    page.get_by_label("Titel:").fill("Eerste titel")
    page.get_by_role("button", name="Bewaar als concept").last.click()
    expect(page.locator(".messagelist")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Titel:").fill("Titel van de ander")
    other.get_by_role("button", name="Bewaar als concept").last.click()
    expect(other.locator(".messagelist")).to_be_visible()

    page.get_by_label("Titel:").fill("Mijn titel")
    page.get_by_role("button", name="Bewaar als concept").last.click()

    expect(page.get_by_role("heading", name="coach bewaarde versie 2 om")).to_be_visible()
    expect(page.locator(".collision del")).to_contain_text(["Titel van de ander"])
    expect(page.locator(".collision ins")).to_contain_text(["Mijn titel"])
    expect(page.get_by_label("Titel:")).to_have_value("Mijn titel")
    page.get_by_role("button", name="Bewaar als concept").last.click()
    expect(page.locator(".messagelist")).to_contain_text("Bewaard als concept")
    assert [version.read().title for version in Article.objects.get().versions.all()] == [
        "Mijn titel",
        "Titel van de ander",
        "Eerste titel",
    ]


def test_an_article_is_written_and_published_with_the_keyboard_alone(
    page: Page, coach: User
) -> None:
    def tab_to(what: str) -> None:
        for _step in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(s) => document.activeElement.matches(s)", what):
                return
        pytest.fail(f"The keyboard does not reach {what}.")

    page.goto("/admin/")
    tab_to("a[href$='/blog/article/add/']")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cke_wysiwyg_div")
    page.keyboard.type("Zonder muis")
    tab_to(".cke_wysiwyg_div")
    page.keyboard.type("Elke letter is getypt.")
    tab_to("[name=_publish]")
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert "Elke letter is getypt." in Article.objects.get().body


def wait_for_scroll(page: Page, place: int) -> None:
    """Wait until the page stands at a place; Playwright's own waiting breaks on the policy."""
    for _try in range(50):
        if abs(page.evaluate("scrollY") - place) < A_LITTLE:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"The page stands at {page.evaluate('scrollY')}, not at {place}.")


def body_of(article: Article) -> str:
    newest = article.newest_version
    assert newest
    return newest.read().body


def test_saving_with_the_keyboard_keeps_the_place_and_the_cursor(page: Page, coach: User) -> None:
    article = start(coach)
    open_form(page, form_of(article))
    paragraph = page.locator(".cke_wysiwyg_div p").nth(6)
    paragraph.scroll_into_view_if_needed()
    paragraph.click()
    page.keyboard.press("Home")
    page.keyboard.type("Voor")
    before = page.evaluate("scrollY")

    page.keyboard.press("ControlOrMeta+s")
    expect(bar(page)).to_contain_text("Bewaard als concept. Lezers zien het nog niet.")
    expect(page.locator(".cke_wysiwyg_div")).to_be_focused()
    wait_for_scroll(page, before)
    page.keyboard.type("af: ")
    page.keyboard.press("ControlOrMeta+s")

    expect(bar(page).locator("[data-saved=saved]")).to_be_visible()
    expect(page.locator(".cke_wysiwyg_div")).to_be_focused()
    assert body_of(article).count("Vooraf: ") == 1
    assert Article.objects.published().count() == 0


def test_typing_takes_away_the_word_that_it_is_saved(page: Page, coach: User) -> None:
    open_form(page, form_of(start(coach)))
    page.locator("#id_title").press("End")
    expect(bar(page).get_by_text("Nog niet bewaard")).to_be_hidden()

    page.keyboard.type("!")
    expect(bar(page).get_by_text("Nog niet bewaard")).to_be_visible()
    page.keyboard.press("ControlOrMeta+s")

    expect(bar(page).locator(".messagelist")).to_contain_text("Bewaard als concept")
    expect(bar(page).get_by_text("Nog niet bewaard")).to_be_hidden()
    page.locator("#id_title").press("End")
    page.keyboard.type("!")
    expect(bar(page).locator(".messagelist li")).to_have_count(0)


def test_the_address_of_a_draft_follows_its_title_until_somebody_chooses_one(
    page: Page, coach: User
) -> None:
    article = start(coach)
    open_form(page, form_of(article))
    page.locator("#id_title").fill("Één crèche")
    page.keyboard.press("ControlOrMeta+s")
    expect(bar(page).locator(".messagelist")).to_be_visible()
    article.refresh_from_db()
    assert article.slug == "een-creche"

    fold(page, "Vinden en delen").locator("summary").first.click()
    page.locator("#id_slug").fill("mijn-keus")
    page.locator("#id_title").fill("Weer anders")
    page.keyboard.press("ControlOrMeta+s")
    expect(page.locator("h1")).to_have_text("Weer anders")

    article.refresh_from_db()
    assert article.slug == "mijn-keus"


def test_another_address_for_a_live_article_is_explained(page: Page, coach: User) -> None:
    open_form(page, form_of(publish(start(coach), coach)))
    fold(page, "Vinden en delen").locator("summary").first.click()
    warning = page.locator("[data-address-warning]")
    page.locator("#id_title").fill("De titel mag veranderen")
    expect(warning).to_be_hidden()

    page.locator("#id_slug").fill("nieuw-adres")
    expect(warning).to_contain_text("komt het oude adres “loslaten” hier uit")

    page.locator("#id_slug").fill("loslaten")
    expect(warning).to_be_hidden()


@pytest.mark.parametrize(
    "body",
    [
        "<p>Een</p><p>twee <strong>dr</strong>ie<br>vier&nbsp;vijf</p><ul><li>zes</li></ul>",
        "<table><tbody><tr><td>een</td><td>twee</td></tr></tbody></table><h2>drie</h2>",
        f"<p>{'woord ' * 330}</p>",
        f"<p>{'woord ' * 550}</p>",
        "<blockquote><p>„Ja,” zei ze – nee.</p></blockquote>",
    ],
)
def test_words_and_minutes_are_counted_as_readers_will_be_told(
    page: Page, coach: User, body: str
) -> None:
    rendering = render(body)
    words, minutes = len(rendering.text.split()), rendering.reading_minutes
    open_form(page, form_of(start(coach, body=body)))

    minutes_in_words = f"{minutes} minuut lezen" if minutes == 1 else f"{minutes} minuten lezen"
    expect(page.locator("[data-count]")).to_have_text(f"{words} woorden · {minutes_in_words}")
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(" en meer")
    expect(page.locator("[data-count]")).to_contain_text(f"{words + 2} woorden")


def test_words_of_the_editor_itself_are_not_counted(
    page: Page, coach: User, tmp_path: Path, complaints: list[str]
) -> None:
    block = make_block(body="<p>Bel ons gerust.</p>")
    figures = "".join(
        f'<figure><img data-image="{make_image().pk}"{alt}>{caption}</figure>'
        for alt, caption in ((' alt="Een deur"', "<figcaption>Bij ons</figcaption>"), ("", ""))
    )
    body = f'<p>Een twee.</p>{figures}<aside data-block="{block.pk}"></aside><p>Drie.</p>'
    assert len(render(body).text.split()) == 5
    open_form(page, form_of(start(coach, body=body)))
    refused = tmp_path / "tekening.svg"
    refused.write_text("<svg/>")
    expect(page.locator(".block-tools")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Afbeelding").first.click()
    chooser.value.set_files(refused)
    expect(page.locator(".cke_wysiwyg_div .image-progress--failed")).to_be_visible()

    page.locator(".cke_wysiwyg_div p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" Vier.")
    expect(page.locator("[data-count]")).to_contain_text("6 woorden")
    complaints.clear()  # Chromium reports the 422
