"""Lines that a break parts: each is a paragraph, or the continuation of the one before it.

A plain text that is pasted goes by the same rule (editor/pasting.py).
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from django.utils.translation import ngettext
from lxml.html import HtmlElement

from coaching_site.rich_text.tidying.paragraphs import split_lines
from coaching_site.rich_text.trees import (
    append_text,
    has_words,
    move_content,
    new_element,
    replace_with,
    tag_of,
    words_of,
)

# How long the longest line is where a mail program or a PDF broke the lines.
SHORTEST_WRAP, LONGEST_WRAP = 60, 100
SENTENCE_END = "[.!?:;…][\"'”’»)\\]]*$"
LIST_START = "^(?:[-–—*•·●▪◦‣>]|[0-9]{1,2}[.)]|[a-z][.)]) "
# A word that was cut at the end of a line: what follows is no word that joins two halves.
CUT_WORD = "[a-zà-ÿ]-$"
JOINING_WORD = "^(?:en|of|noch|als|tot) "
# One break was typed; an article of old has at least so many lines.
FEWEST_LINES = 3


def split_articles_of_breaks(root: HtmlElement) -> list[str]:
    """Make paragraphs of a paragraph that holds an article; return what its author should hear.

    Verses and addresses have short lines, and stay; so does a single break.
    """
    count = 0
    for paragraph in list(root.iter("p")):
        if paragraph.find(".//br") is None or _stands_in_a_list_or_table(paragraph):
            continue
        runs = _runs(split_lines(paragraph))
        if _is_article([words_of(line) for run in runs for line in run]):
            count += any(len(run) > 1 and not _is_short(run) for run in runs)
            replace_with(paragraph, [new for run in runs for new in _paragraphs_of(run)])
    notice = ngettext(
        "The lines of {count} paragraph became paragraphs.",
        "The lines of {count} paragraphs became paragraphs.",
        count,
    )
    return [notice.format(count=count)] if count else []


def continued(lines: Sequence[str]) -> list[bool]:
    """Tell of each of these lines but the last whether the next one goes on with it.

    A full line does, one to which the first word of the next could not be added. At the end of a
    sentence it does only where every line is full, and most end within a sentence.
    """
    width = max(map(len, lines), default=0)
    if not SHORTEST_WRAP <= width <= LONGEST_WRAP:
        return [False] * (len(lines) - 1)
    full = [
        len(line) + 1 + len(behind.split()[0]) > width and not re.match(LIST_START, behind)
        for line, behind in pairwise(lines)
    ]
    ends = [re.search(SENTENCE_END, line) is not None for line in lines[:-1]]
    is_one = all(full) and 2 * sum(ends) < len(ends)
    return [is_full and (is_one or not end) for is_full, end in zip(full, ends, strict=True)]


def _stands_in_a_list_or_table(paragraph: HtmlElement) -> bool:
    return any(tag_of(ancestor) in {"li", "td", "th"} for ancestor in paragraph.iterancestors())


def _runs(lines: list[HtmlElement]) -> list[list[HtmlElement]]:
    """Return the lines between two empty ones together."""
    return [list(run) for is_run, run in groupby(lines, key=has_words) if is_run]


def _is_article(lines: Sequence[str]) -> bool:
    """Tell whether most of the words stand in lines longer than those of a verse or an address."""
    in_long_ones = sum(len(line) for line in lines if len(line) >= SHORTEST_WRAP)
    return len(lines) >= FEWEST_LINES and 2 * in_long_ones > sum(map(len, lines))


def _is_short(run: list[HtmlElement]) -> bool:
    return max(len(words_of(line)) for line in run) < SHORTEST_WRAP


def _paragraphs_of(run: list[HtmlElement]) -> list[HtmlElement]:
    """Return the paragraphs of a run; nothing but short lines stays together, as it was."""
    if _is_short(run):
        return _joined(run, [new_element("br") for _line in run[1:]])
    words = list(map(words_of, run))
    joints = [
        _joint(line, behind) if goes_on else None
        for line, behind, goes_on in zip(words, words[1:], continued(words), strict=False)
    ]
    return _joined(run, joints)


def _joint(line: str, behind: str) -> str:
    is_cut = re.search(CUT_WORD, line) and not re.match(JOINING_WORD, behind)
    return "" if is_cut else " "


def _joined(
    run: list[HtmlElement], joints: Sequence[HtmlElement | str | None]
) -> list[HtmlElement]:
    """Return the lines, each joined to the one before it by what stands between them, if any."""
    paragraphs = run[:1]
    for line, joint in zip(run[1:], joints, strict=True):
        if joint is None:
            paragraphs.append(line)
            continue
        if isinstance(joint, str):
            append_text(paragraphs[-1], joint)
        else:
            paragraphs[-1].append(joint)
        move_content(line, paragraphs[-1])
    return paragraphs
