"""What an author does in the form, for tests of what happens to the text."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_pasting import open_form

ADD = "/admin/blog/article/add/"
SENTENCE = "Deze zin stond nergens anders."
# In either of the two places where a browser keeps them.
COPIES = """() => new Promise((tell) => {
  const request = indexedDB.open("drafts", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("copies");
  request.onsuccess = () => {
    const asked = request.result.transaction("copies").objectStore("copies").getAllKeys();
    asked.onsuccess = () => {
      request.result.close();
      const atHand = Object.keys(localStorage).filter((name) => name.startsWith("copy:"));
      tell(new Set([...asked.result, ...atHand]).size);
    };
  };
})"""


def type_text(page: Page, title: str, text: str = SENTENCE) -> None:
    """Type as a person does, and wait until the page says that it is kept."""
    page.locator("#id_title").fill(title)
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)
    expect(page.locator(".kept-line")).to_contain_text("bewaard op dit apparaat om")


def editor(page: Page) -> Locator:
    """Return where the text is written: what `expect` of it waits for, fills in a moment later."""
    return page.locator(".cke_wysiwyg_div")


def save(page: Page) -> None:
    page.locator("[name=_save]").last.click()
    expect(page.locator(".messagelist")).to_contain_text("Bewaard")


def refused(page: Page) -> None:
    """Wait for the form that comes back with what is wrong."""
    expect(page.locator(".errorlist:visible").first).to_be_visible()
    page.wait_for_selector(".cke_wysiwyg_div")


def start_article(page: Page, title: str = "Eerste versie") -> str:
    """Save an article and return the address of its form."""
    open_form(page, ADD)
    page.locator("#id_title").fill(title)
    save(page)
    return page.url


def close_and_open(page: Page, address: str) -> Page:
    """Close a tab without a question, and open the form in another one."""
    other = page.context.new_page()
    page.close()
    open_form(other, address)
    return other


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Ga hiermee verder").first.click()


def holds(page: Page, copies: int) -> None:
    """Wait until the browser keeps so many texts, and no more."""
    for _try in range(50):
        if page.evaluate(COPIES) == copies:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{page.evaluate(COPIES)} copies instead of {copies}.")
