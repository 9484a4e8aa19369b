"""The author's guide names what is there: its images, its pages, and the words on the screen.

Words in bold are words of the site; whoever renames a button finds the guide that names it.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path

import ckeditor
import polib
import pytest
from PIL import Image as Drawing

from coaching_site.environment import BASE_DIR

GUIDE = BASE_DIR / "docs/author-guide"
PAGES = sorted(GUIDE.glob("*.md"))
DUTCH = sorted(BASE_DIR.glob("locale*/nl/LC_MESSAGES/*.po"))
EDITOR = Path(ckeditor.__file__).parent / "static/ckeditor/ckeditor/lang/nl.js"

IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
LABEL = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MOST_BYTES = 90_000
SHORTEST_DESCRIPTION = 25
WORDS_A_MINUTE = 170


def named(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield what a pattern with one group finds, with the name of the page that holds it."""
    for page in PAGES:
        for found in pattern.findall(page.read_text()):
            yield page.name, " ".join(found.split())


def words_of_the_site() -> set[str]:
    """Return all Dutch that the site, and the editor in it, may show."""
    entries = chain(*(polib.pofile(str(path)) for path in DUTCH))
    ours = {words for entry in entries for words in (entry.msgstr, *entry.msgstr_plural.values())}
    editors = re.findall(r'[:\[]"((?:[^"\\]|\\.)*)"', EDITOR.read_text(encoding="utf-8-sig"))
    return {words.rstrip(":").lower() for words in ours | {unescape(each) for each in editors}}


def anchor(heading: str) -> str:
    """Return the name that sites which show Markdown give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_word_in_bold_is_a_word_of_the_site() -> None:
    labels = list(named(LABEL))
    known = words_of_the_site()
    assert len(labels) > 80
    assert [(page, label) for page, label in labels if label.lower() not in known] == []


def test_every_image_is_there_and_described() -> None:
    images = [found for page in PAGES for found in IMAGE.findall(page.read_text())]
    stored = {f"images/{path.name}" for path in (GUIDE / "images").iterdir()}
    assert {address for _words, address in images} == stored
    assert [words for words, _address in images if len(words) < SHORTEST_DESCRIPTION] == []


@pytest.mark.parametrize("path", sorted((GUIDE / "images").iterdir()), ids=lambda path: path.stem)
def test_an_image_is_small_and_no_wider_than_a_window(path: Path) -> None:
    assert path.stat().st_size <= MOST_BYTES
    with Drawing.open(path) as drawing:
        assert drawing.format == "WEBP"
        assert drawing.width <= 1280


def test_every_link_leads_to_a_page_and_a_heading_of_the_guide() -> None:
    headings = {page.name: map(anchor, HEADING.findall(page.read_text())) for page in PAGES}
    places = {name: {"", *anchors} for name, anchors in headings.items()}
    links = [(page, *address.partition("#")[::2]) for page, address in named(LINK)]
    assert len(links) > 20
    assert [link for link in links if link[2] not in places.get(link[1] or link[0], set())] == []


def test_the_contents_name_every_chapter_once() -> None:
    contents = LINK.findall((GUIDE / "README.md").read_text())
    assert sorted(contents) == [page.name for page in PAGES if page.name != "README.md"]


def test_a_coach_reads_the_guide_in_half_an_hour() -> None:
    words = sum(len(page.read_text().split()) for page in PAGES)
    assert words < WORDS_A_MINUTE * 30
