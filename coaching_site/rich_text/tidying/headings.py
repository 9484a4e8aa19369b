"""Headings have levels without a gap, and none of them says the title again."""

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from coaching_site.rich_text.trees import HEADINGS, rename, tag_of, words_of

LOWEST_HEADING = 4


def drop_repeated_title(root: HtmlElement, title: str) -> list[str]:
    """Drop a first heading that says the title again, since the page shows the title itself.

    Return what the author should hear about it.
    """
    is_dropped = False
    while (first := _first_heading(root)) is not None and _is_same(words_of(first), title):
        first.drop_tree()
        is_dropped = True
    return [_("The first heading repeated the title and was left out.")] if is_dropped else []


def level_headings(root: HtmlElement) -> None:
    """Give headings the levels 2 to 4 without a gap on the way down, as screen readers need it."""
    above: list[int] = []
    for heading in root.iter(*HEADINGS):
        level = int(tag_of(heading)[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        rename(heading, f"h{min(len(above) + 1, LOWEST_HEADING)}")


def _first_heading(root: HtmlElement) -> HtmlElement | None:
    """Return the first heading, or a wholly bold paragraph that opens the text."""
    first = next(root.iterchildren(), None)
    if first is not None and tag_of(first) == "p" and _is_wholly_bold(first):
        return first
    return next(root.iter(*HEADINGS), None)


def _is_wholly_bold(paragraph: HtmlElement) -> bool:
    bold = " ".join(words_of(strong) for strong in paragraph.iter("strong"))
    return bool(bold) and bold.split() == words_of(paragraph).split()


def _is_same(text: str, title: str) -> bool:
    return " ".join(text.split()).casefold() == " ".join(title.split()).casefold() != ""
