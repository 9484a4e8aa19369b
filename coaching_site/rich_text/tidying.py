"""What saving repairs in a text that was pasted: the author pastes, the structure is right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from lxml.html import HtmlElement

from coaching_site.rich_text.figures import lift_embedded, separate_figures
from coaching_site.rich_text.listing import list_typed_bullets, list_word_paragraphs, split_lines
from coaching_site.rich_text.parsing import UnreadableError
from coaching_site.rich_text.pasting import (
    collapse_spaces,
    give_meaning_to_styling,
    make_paragraphs,
    read_paste,
    unwrap_links,
    unwrap_only_paragraphs,
    wrap_loose_text,
)
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.trees import (
    BLOCKS,
    HEADINGS,
    new_element,
    rename,
    replace_with,
    serialise,
    tag_of,
    text_slots,
    words_of,
)

PLACE_WORDS, PLACE_LENGTH, MAX_PLACES = 5, 200, 3
LOWEST_HEADING = 4
MAX_ROUNDS = 3
# Elements that say nothing when they hold no words and no image.
MAY_NOT_BE_EMPTY = (
    "p", *HEADINGS, "li", "ul", "ol", "blockquote", "figcaption", "figure", "caption",
    "strong", "em", "a", "sup", "sub",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tidied:
    """A text as it is to be stored (`html`), and what was changed in what was `typed`.

    The notices are for the author.
    """

    html: str
    typed: str
    notices: tuple[str | Promise, ...] = ()

    @property
    def original(self) -> str:
        """Return what was typed, only sanitised, which undoing stores."""
        return sanitise(self.typed)


def tidy(html: str, title: str = "", *, repair: bool = True) -> Tidied:
    """Return the text with the structure that its styling, its bullets and its headings meant.

    With `repair` off, typed bullets and a repeated title stay: for a text whose author undid them.
    """
    try:
        tidied, notices = _tidy_once(html, title, repair=repair)
        for _round in range(MAX_ROUNDS):
            # Untangling one thing may bring another to light, as two bold pieces side by side.
            again, _none = _tidy_once(tidied, title, repair=repair)
            if again == tidied:
                break
            tidied = again
    except UnreadableError:
        return Tidied(sanitise(html), html)
    return Tidied(tidied, html, tuple(notices))


def _tidy_once(html: str, title: str, *, repair: bool) -> tuple[str, list[str | Promise]]:
    root = read_paste(html)
    notices: list[str | Promise] = list(_take_out_foreign_images(root))
    list_word_paragraphs(root)
    give_meaning_to_styling(root)
    unwrap_links(root)
    separate_figures(root)
    make_paragraphs(root)
    lift_embedded(root)
    _split_paragraphs(root)
    _drop_empty(root)
    if repair:
        notices += _drop_title(root, title)
        notices += _list_bullets(root)
        _drop_empty(root)
    unwrap_only_paragraphs(root)
    wrap_loose_text(root)
    _level_headings(root)
    collapse_spaces(root)
    _trim(root)
    return sanitise(serialise(root)), notices


def _take_out_foreign_images(root: HtmlElement) -> Iterator[str | Promise]:
    """Drop images that are not of this site, and say how many there were and where."""
    foreign = [image for image in root.iter("img") if image.get("data-image") is None]
    if not foreign:
        return
    places, heading, before, line = [], "", "", ""
    for element, slot in text_slots(root):
        if slot == "text" and tag_of(element) in BLOCKS:
            before, line = line if line.strip() else before, ""
        if slot == "text" and tag_of(element) in HEADINGS:
            heading = words_of(element)
        if slot == "text" and tag_of(element) == "img" and element.get("data-image") is None:
            places.append(_place(heading, line if line.strip() else before))
        line = f"{line} {getattr(element, slot) or ''}"[-PLACE_LENGTH:]
    for image in foreign:
        image.drop_tree()
    yield _images_notice(places)


def _place(heading: str, before: str) -> str | Promise:
    if heading:
        return format_lazy(_("below the heading “{heading}”"), heading=heading)
    if words := before.split():
        cut = ["…"] if len(words) > PLACE_WORDS else []
        return format_lazy(_("after “{words}”"), words=" ".join(cut + words[-PLACE_WORDS:]))
    return _("at the beginning")


def _images_notice(places: list[str | Promise]) -> Promise:
    """Name the first places; whoever pasted forty images is not helped by a list of forty."""
    different = list({str(place): place for place in places}.values())
    named = different[:MAX_PLACES]
    if len(different) > MAX_PLACES:
        named[-1] = format_lazy("{} {}", named[-1], _("and in more places"))
    return format_lazy(
        ngettext_lazy(
            "{count} picture from elsewhere was left out: {places}.",
            "{count} pictures from elsewhere were left out: {places}.",
            len(places),
        ),
        count=len(places),
        places=reduce(lambda before, place: format_lazy("{}, {}", before, place), named),
    )


def _split_paragraphs(root: HtmlElement) -> None:
    """Make two paragraphs where somebody pressed return twice inside one."""
    for paragraph in list(root.iter("p")):
        if paragraph.find(".//br") is None:
            continue
        lines = split_lines(paragraph)
        pieces: list[HtmlElement] = []
        is_new = True
        for line in lines:
            if not words_of(line):
                is_new = True
            elif is_new:
                pieces.append(line)
                is_new = False
            else:
                _continue_line(pieces[-1], line)
        if pieces:
            replace_with(paragraph, pieces)


def _continue_line(paragraph: HtmlElement, line: HtmlElement) -> None:
    line_break = new_element("br")
    paragraph.append(line_break)
    line_break.tail = line.text
    paragraph.extend(list(line))


def _drop_empty(root: HtmlElement) -> None:
    """Drop what holds no words: empty lines, empty bold."""
    for element in reversed(list(root.iter(*MAY_NOT_BE_EMPTY))):
        if not words_of(element) and next(element.iter("img", "hr"), None) is None:
            element.drop_tree() if tag_of(element) in BLOCKS else element.drop_tag()


def _drop_title(root: HtmlElement, title: str) -> Iterator[Promise]:
    """Drop a first heading that says the title again; the page shows the title itself."""
    is_dropped = False
    while (first := _first_heading(root)) is not None and _same(words_of(first), title):
        first.drop_tree()
        is_dropped = True
    if is_dropped:
        yield _("The first heading repeated the title and was left out.")


def _first_heading(root: HtmlElement) -> HtmlElement | None:
    """Return the first heading, or a wholly bold paragraph that opens the text."""
    first = next(root.iterchildren(), None)
    if first is not None and tag_of(first) == "p" and _is_wholly_bold(first):
        return first
    return next(root.iter(*HEADINGS), None)


def _is_wholly_bold(paragraph: HtmlElement) -> bool:
    bold = " ".join(words_of(strong) for strong in paragraph.iter("strong"))
    return bool(bold) and bold.split() == words_of(paragraph).split()


def _same(text: str, title: str) -> bool:
    return _folded(text) == _folded(title) != ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _list_bullets(root: HtmlElement) -> Iterable[Promise]:
    if count := list_typed_bullets(root):
        yield format_lazy(
            ngettext_lazy(
                "Lines that began with a typed bullet became {count} list.",
                "Lines that began with a typed bullet became {count} lists.",
                count,
            ),
            count=count,
        )


def _level_headings(root: HtmlElement) -> None:
    """Give headings the levels 2 to 4 without a gap on the way down, as screen readers need it."""
    above: list[int] = []
    for heading in root.iter(*HEADINGS):
        level = int(tag_of(heading)[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        rename(heading, f"h{min(len(above) + 1, LOWEST_HEADING)}")


def _trim(root: HtmlElement) -> None:
    """Take spaces away from the ends of blocks, and put each block of the text on its own line."""
    for block in root.iter("p", *HEADINGS, "li", "blockquote", "td", "th", "figcaption"):
        block.text = (block.text or "").lstrip(" ")
        if len(block):
            block[-1].tail = (block[-1].tail or "").rstrip(" ")
        else:
            block.text = block.text.rstrip(" ")
    root.text = None
    for block in root:
        block.tail = "\n"
