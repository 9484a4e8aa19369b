"""The rendering of a text: its markup, its words, its contents list and its reading time.

Costs 2 ms for an article of 1,700 words and 100 ms for the longest text that a form takes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from lxml import etree
from lxml.html import HtmlElement

from coaching_site.rich_text.own_links import write_addresses
from coaching_site.rich_text.rendering.blocks import place_blocks
from coaching_site.rich_text.rendering.images import place_images
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.trees import BLOCKS, new_element, parse, serialise, tag_of, words_of

# Grows with every change of what `render` makes; what an older one made is then made again.
RENDERER_VERSION = 3
WORDS_A_MINUTE = 220
IN_CONTENTS = ("h2", "h3")
HEADINGS = (*IN_CONTENTS, "h4")
ID_LENGTH = 60
# Without it a heading “Reacties” could take the id of something that the page itself holds.
ID_PREFIX = "h-"


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the contents list."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text as it is shown (`html`), searched and counted (`text`), and its contents list."""

    html: str
    text: str
    contents: tuple[Heading, ...] = ()
    reading_minutes: int = 1


def render(body: str, *, may_hold_blocks: bool = True) -> Rendering:
    """Return the sanitised text with images, blocks, links, heading ids, contents list, time.

    At most one query for images, for blocks and for each kind of page that it links. The words
    of blocks are not the text's own:
    they are neither searched nor counted, and their headings are not in its contents list.
    """
    root = parse(sanitise(body))
    text = _plain_text(root)
    contents = tuple(number_headings(root))
    _fill_in(root, may_hold_blocks=may_hold_blocks)
    return Rendering(
        html=serialise(root),
        text=text,
        contents=contents,
        reading_minutes=max(1, round(len(text.split()) / WORDS_A_MINUTE)),
    )


def render_blocks(ids: Iterable[int]) -> dict[int, str]:
    """Return blocks as they stand in a text, in two queries however many there are."""
    root = new_element("div")
    for number in ids:
        etree.SubElement(root, "aside", {"data-block": str(number)})
    _fill_in(root)
    return {int(aside.get("data-block") or 0): serialise(aside) for aside in root}


def _fill_in(root: HtmlElement, *, may_hold_blocks: bool = True) -> None:
    place_blocks(root, may_hold_blocks=may_hold_blocks)
    place_images(root)
    write_addresses(root)
    _guard_links(root)
    _wrap_tables(root)


def _plain_text(root: HtmlElement) -> str:
    """Return the words, with each block and each broken line on a line of its own."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        if tag_of(element) in BLOCKS or (is_start and tag_of(element) == "br"):
            pieces.append("\n")
        text = element.text if is_start else element.tail
        pieces.append(" ".join((f"|{text}|" if text else "||").split())[1:-1])
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def number_headings(root: HtmlElement) -> Iterator[Heading]:
    """Give each heading an id that no other one has, and yield those of the contents list."""
    used: set[str] = set()
    repeats: Counter[str] = Counter()
    for heading in root.iter(*HEADINGS):
        text = words_of(heading)
        stem = ID_PREFIX + (slugify(text[:ID_LENGTH]).strip("-") or "deel")
        identifier = stem
        while identifier in used:
            repeats[stem] += 1
            identifier = f"{stem}-{repeats[stem] + 1}"
        used.add(identifier)
        heading.set("id", identifier)
        if text and tag_of(heading) in IN_CONTENTS:
            yield Heading(identifier, text, int(tag_of(heading)[1]))


def _guard_links(root: HtmlElement) -> None:
    """Tell other sites neither where a visitor comes from nor give them a handle on the page."""
    own_host = urlsplit(settings.SITE_URL).netloc
    for link in root.iter("a"):
        if _host_of(link.get("href") or "") not in {"", own_host}:
            link.set("rel", "noopener noreferrer")


def _host_of(address: str) -> str:
    """Return the host that an address names; an unreadable one counts as foreign."""
    try:
        return urlsplit(address.replace("\\", "/")).netloc
    except ValueError:
        return address


def _wrap_tables(root: HtmlElement) -> None:
    """Put each table in a box that scrolls on a phone and that the keyboard can reach."""
    for table in list(root.iter("table")):
        if next(table.iterancestors("table"), None) is not None:
            continue
        caption = table.find("caption")
        box = new_element("div")
        box.set("class", "table-scroll")
        box.set("tabindex", "0")
        box.set("role", "region")
        box.set("aria-label", (words_of(caption) if caption is not None else "") or _("Table"))
        table.addprevious(box)
        box.tail, table.tail = table.tail, None
        box.append(table)
