"""The piece of a text that a search shows, with the words that were found marked."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LENGTH = 240
LEAD = 80
# Private-use characters: no text holds them.
MARK_START, MARK_END = "\ue000", "\ue001"
MARKS = re.compile(f"[{MARK_START}{MARK_END}]")


def marked_ranges(headline: str) -> list[tuple[int, int]]:
    """Return where the marks of a headline start and end, counted without the marks themselves."""
    ranges, position = [], 0
    for number, piece in enumerate(MARKS.split(headline)):
        end = position + len(piece)
        if number % 2:
            ranges.append((position, end))
        position = end
    return ranges


def excerpt(original: str, headline: str) -> SafeString:
    """Return about 240 characters around the first mark, escaped; `headline` has the marks."""
    ranges = marked_ranges(headline)
    start, end = _window(original, ranges[0][0] if ranges else 0)
    inside = [(first, last) for first, last in ranges if start <= first and last <= end]
    positions = [start, *[last for _first, last in inside]]
    marked = format_html_join(
        "",
        "{}<mark>{}</mark>",
        (
            (original[before:first], original[first:last])
            for before, (first, last) in zip(positions, inside, strict=False)
        ),
    )
    return format_html(
        "{}{}{}{}",
        "… " if start else "",
        marked,
        original[positions[-1] : end],
        " …" if end < len(original) else "",
    )


def _window(text: str, first: int) -> tuple[int, int]:
    """Return start and end of the excerpt, both between words."""
    start = text.rfind(" ", 0, max(first - LEAD, 0)) + 1
    if start + LENGTH >= len(text):
        return start, len(text)
    return start, max(text.rfind(" ", start, start + LENGTH), start + LENGTH // 2)
