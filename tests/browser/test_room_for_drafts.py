"""Where copies of typed text lie: a storage that is full or switched off, and for how long."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from blog.models import Article
from coaching_site.accounts.models import User
from tests.browser.test_pasting import open_form
from tests.browser.writing import (
    ADD,
    close_and_open,
    go_on,
    holds,
    save,
    type_text,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILL_UP = """() => {
  const room = "x".repeat(1024);
  for (let size = 5 * 1024; size >= 1; size = Math.floor(size / 2))
    for (let n = 0; ; n += 1)
      try { localStorage.setItem(`full-${size}-${n}`, room.repeat(size)); } catch { break; }
  for (let n = 0; ; n += 1)
    try { localStorage.setItem(`crumb-${n}`, "x"); } catch { break; }
}"""
SWITCH_OFF = """const get = () => { throw new DOMException("off", "SecurityError"); };
for (const name of ["localStorage", "indexedDB"]) Object.defineProperty(window, name, { get });"""
ANSWER_NEVER = "indexedDB.open = () => ({});"
MAKE_OLD = """(days) => new Promise((done) => {
  const [name] = Object.keys(localStorage).filter((name) => name.startsWith("copy:"));
  const copy = JSON.parse(localStorage.getItem(name));
  copy.at -= days * 24 * 60 * 60 * 1000;
  localStorage.setItem(name, JSON.stringify(copy));
  const request = indexedDB.open("drafts", 1);
  request.onsuccess = () => {
    const transaction = request.result.transaction("copies", "readwrite");
    transaction.objectStore("copies").put(JSON.stringify(copy), name);
    transaction.oncomplete = () => { request.result.close(); done(); };
  };
})"""


def leave_no_room_on_disk(page: Page, size: int) -> None:
    parts = urlsplit(page.url)
    quota = {"origin": f"{parts.scheme}://{parts.netloc}", "quotaSize": size}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)


def test_where_one_storage_is_full_the_other_one_keeps_the_text(page: Page, coach: User) -> None:
    open_form(page, ADD)
    page.evaluate(FILL_UP)
    type_text(page, "Nog net plaats")
    other = close_and_open(page, ADD)
    go_on(other)
    expect(other.locator("#id_title")).to_have_value("Nog net plaats")


def test_without_any_room_the_form_says_so_and_still_saves(page: Page, coach: User) -> None:
    open_form(page, ADD)
    page.evaluate(FILL_UP)
    leave_no_room_on_disk(page, 1)
    page.locator("#id_title").fill("Geen plaats")
    expect(page.locator(".kept-line")).to_contain_text("kan geen kopie bewaren")
    save(page)
    assert Article.objects.get().title == "Geen plaats"


def test_a_browser_without_storage_is_told_and_the_form_still_saves(
    page: Page, coach: User, complaints: list[str]
) -> None:
    page.add_init_script(SWITCH_OFF)
    open_form(page, ADD)
    page.locator("#id_title").fill("Zonder opslag")
    expect(page.locator(".kept-line")).to_contain_text("kan geen kopie bewaren")
    save(page)
    assert Article.objects.get().title == "Zonder opslag"
    # Django's own sidebar breaks without storage, and nothing else does.
    assert set(complaints) <= {"script: off"}
    complaints.clear()


def test_a_form_is_sent_before_the_storage_has_answered(page: Page, coach: User) -> None:
    page.add_init_script(ANSWER_NEVER)
    page.goto(ADD)
    page.locator("#id_title").fill("Sneller dan de opslag")
    save(page)
    assert Article.objects.get().title == "Sneller dan de opslag"


@pytest.mark.parametrize(("days", "kept"), [(29, 1), (31, 0)])
def test_copies_are_forgotten_after_a_month(page: Page, coach: User, days: int, kept: int) -> None:
    open_form(page, ADD)
    type_text(page, "Oud")
    other = close_and_open(page, "/admin/coaching_site/page/add/")
    other.evaluate(MAKE_OLD, days)
    open_form(other, ADD)
    expect(other.locator(".kept-text")).to_have_count(kept)
    holds(other, kept)
