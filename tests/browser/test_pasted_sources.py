"""What programs put on the clipboard, pasted, published and read: no word lost, none glued.

Each file of `pasted/sources/` is a paste in the shape of one program, written for this; beside it
stands what readers should get, a line for each block.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page as Window

from coaching_site.models import Page
from tests.browser.conftest import SignIn
from tests.browser.test_pasting import open_form
from tests.factories import make_user

pytestmark = pytest.mark.browser

SOURCES = Path(__file__).parent / "pasted" / "sources"
FILES = sorted(path for path in SOURCES.iterdir() if path.suffix != ".expected")
END = "¶"  # typed behind each source
# Ends when the editor shows it.
PASTE = """([kind, text]) => new Promise((shown) => {
  CKEDITOR.instances.id_body.once("afterPaste", shown);
  const area = document.querySelector(".cke_wysiwyg_div");
  area.focus();
  const clipboard = new DataTransfer();
  clipboard.setData(kind, text);
  if (kind === "text/html") {
    const { body } = new DOMParser().parseFromString(text, "text/html");
    clipboard.setData("text/plain", body.textContent);
  }
  area.dispatchEvent(new ClipboardEvent("paste",
    { clipboardData: clipboard, bubbles: true, cancelable: true }));
})"""
TO_THE_END = """() => {
  const editor = CKEDITOR.instances.id_body;
  const paragraph = new CKEDITOR.dom.element("p");
  paragraph.appendBogus();
  editor.editable().append(paragraph);
  const range = editor.createRange();
  range.moveToElementEditStart(paragraph);
  range.select();
}"""
BLOCKS = """(article) => [...article.querySelectorAll("p,li,tr,h1,h2,h3,h4")].flatMap(
  (block) => block.innerText.replaceAll("\\t", " ").split("\\n"))"""


def paste_all(page: Window) -> None:
    for number, path in enumerate(FILES, start=1):
        kind = "text/html" if path.suffix == ".html" else "text/plain"
        page.evaluate(TO_THE_END)
        page.evaluate(PASTE, [kind, path.read_bytes().decode()])
        page.evaluate(TO_THE_END)
        page.keyboard.type(f"{END}{number}")


def read(page: Window) -> list[str]:
    """Return the blocks that readers get, without those that hold none of their own."""
    blocks = page.locator(".prose").first.evaluate(BLOCKS)
    return [line for block in blocks if (line := block.strip(" \n"))]


def test_of_every_source_readers_get_all_that_it_showed_and_nothing_that_it_hid(
    page: Window, sign_in: SignIn
) -> None:
    sign_in(make_user(superuser=True))
    open_form(page)
    page.fill("#id_title", "Geplakt")
    paste_all(page)
    with page.expect_navigation():
        page.click("[name=_publish]")
    page.goto(Page.objects.get(title="Geplakt").get_absolute_url())

    blocks, found = read(page), {}
    for number, path in enumerate(FILES, start=1):
        end = blocks.index(f"{END}{number}")
        found[path.name], blocks = blocks[:end], blocks[end + 1 :]
    expected = {path.name: path.with_suffix(".expected").read_text().splitlines() for path in FILES}
    assert len(FILES) == 25
    assert found == expected
