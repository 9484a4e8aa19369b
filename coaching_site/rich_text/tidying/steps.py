"""The steps that make a text what its author meant, and what the author should hear of them."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

from coaching_site.rich_text.normalising import UnreadableError
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.tidying.emphasis import replace_styling
from coaching_site.rich_text.tidying.figures import lift_images_and_blocks, separate_figures
from coaching_site.rich_text.tidying.footnotes import drop_jumps_without_target
from coaching_site.rich_text.tidying.headings import drop_repeated_title, level_headings
from coaching_site.rich_text.tidying.left_out.foreign_images import leave_out_foreign_images
from coaching_site.rich_text.tidying.left_out.hidden import leave_out_hidden
from coaching_site.rich_text.tidying.lines import split_articles_of_breaks
from coaching_site.rich_text.tidying.links import drop_empty_links
from coaching_site.rich_text.tidying.lists import make_lists_of_bullets
from coaching_site.rich_text.tidying.paragraphs import (
    make_paragraphs,
    split_at_double_breaks,
    unwrap_only_paragraphs,
    wrap_loose_text,
)
from coaching_site.rich_text.tidying.paste import read_paste
from coaching_site.rich_text.tidying.spaces import collapse_spaces, loosen_fixed_spaces
from coaching_site.rich_text.tidying.word_lists import make_lists_of_word_items
from coaching_site.rich_text.trees import BLOCKS, HEADINGS, has_words, serialise, tag_of

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
    notices: tuple[str, ...] = ()

    @property
    def original(self) -> str:
        """Return what was typed, only sanitised, which undoing stores."""
        return sanitise(self.typed)


def tidy(html: str, title: str = "", *, repair: bool = True) -> Tidied:
    """Return the text with the structure that its styling, its bullets and its headings meant.

    With `repair` off, typed bullets and a repeated title stay: for a text whose author undid them.
    """
    return _tidy(html, lambda html: _tidy_once(html, title, splits_lines=repair, repair=repair))


def tidy_pasted(html: str) -> Tidied:
    """Return a paste as its source showed it, with a paragraph for each line.

    What is guessed (that a bullet means a list) waits for saving, which can undo it.
    """
    return _tidy(html, lambda html: _tidy_once(html, "", splits_lines=True, repair=False))


def _tidy(html: str, once: Callable[[str], tuple[str, list[str]]]) -> Tidied:
    """Return the text at rest: one thing untangled may bring another to light, as in bold words."""
    try:
        tidied, notices = once(html)
        for _round in range(MAX_ROUNDS):
            again, _none = once(tidied)
            if again == tidied:
                break
            tidied = again
    except UnreadableError:
        return Tidied(sanitise(html), html)
    return Tidied(tidied, html, tuple(notices))


def _tidy_once(html: str, title: str, *, splits_lines: bool, repair: bool) -> tuple[str, list[str]]:
    root = read_paste(html)
    notices = leave_out_hidden(root) + leave_out_foreign_images(root)
    make_lists_of_word_items(root)
    replace_styling(root)
    drop_empty_links(root)
    separate_figures(root)
    make_paragraphs(root)
    lift_images_and_blocks(root)
    if splits_lines:
        notices += split_articles_of_breaks(root)
    split_at_double_breaks(root)
    _drop_empty(root)
    if repair:
        notices += drop_repeated_title(root, title)
        notices += make_lists_of_bullets(root)
        _drop_empty(root)
    unwrap_only_paragraphs(root)
    wrap_loose_text(root)
    level_headings(root)
    drop_jumps_without_target(root)
    loosen_fixed_spaces(root)
    collapse_spaces(root)
    _trim(root)
    return sanitise(serialise(root)), notices


def _drop_empty(root: HtmlElement) -> None:
    """Drop what holds no words: empty lines, empty bold."""
    for element in reversed(list(root.iter(*MAY_NOT_BE_EMPTY))):
        if not has_words(element) and next(element.iter("img", "hr"), None) is None:
            element.drop_tree() if tag_of(element) in BLOCKS else element.drop_tag()


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
