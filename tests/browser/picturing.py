"""What tests of images do in Chromium: hand over files, describe them, read the text."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

ADD = "/admin/blog/article/add/"
LIBRARY = "/admin/blog/image/"
UPLOAD = "**/admin/blog/image/upload/"
BODY = ".cke_wysiwyg_div"
IS_ON_TOP = """element => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return element === seen || element.contains(seen);
}"""
HOLD = """(area, [bytes, kind]) => {
  const files = new DataTransfer();
  for (const file of bytes) {
    const content = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
    files.items.add(new File([content], "Anna van Dijk.jpg", { type: "image/jpeg" }));
  }
  area.lastElementChild.scrollIntoView({ block: "center" });
  const last = area.lastElementChild.getBoundingClientRect();
  const at = { clientX: last.left + 5, clientY: last.top + 5, bubbles: true, cancelable: true };
  if (area.isContentEditable) { area.focus(); }
  for (const name of kind === "paste" ? ["paste"] : ["dragover", "drop"]) {
    area.dispatchEvent(kind === "paste"
      ? new ClipboardEvent(name, { clipboardData: files, bubbles: true, cancelable: true })
      : new DragEvent(name, { dataTransfer: files, ...at }));
  }
}"""  # fmt: skip


def encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def hand_over(area: Locator, kind: str, *files: Path) -> None:
    """Paste or drop files, as the browser tells a page that somebody did."""
    area.evaluate(HOLD, [[encoded(file) for file in files], kind])


def begin(page: Page, address: str = ADD) -> None:
    page.goto(address)
    page.wait_for_selector(BODY)


def describe(page: Page, words: str) -> None:
    panel = page.get_by_role("dialog", name="Wat is er te zien?")
    expect(panel.get_by_label("Beschrijving", exact=True)).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


@contextmanager
def words_stored(page: Page) -> Iterator[None]:
    """Wait until the server has the words of an image; the text shows them before."""
    with page.expect_response("**/describe/"):
        yield


def describe_later(page: Page) -> None:
    expect(page.get_by_role("dialog", name="Wat is er te zien?")).to_be_visible()
    page.keyboard.press("Escape")


def faults(page: Page, part: str) -> list[str]:
    """Return what somebody who cannot see or point would stumble over."""
    return [
        f"{violation['id']} at {node['html'][:200]}"
        for violation in Axe().run(page, part).response["violations"]
        for node in violation["nodes"]
    ]


def body_of(page: Page) -> str:
    return str(page.evaluate("CKEDITOR.instances.id_body.getData()"))
