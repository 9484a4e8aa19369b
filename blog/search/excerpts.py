"""The part of a text that a search shows, with the words that were found."""

from collections.abc import Sequence

LENGTH = 240
LEAD = 80

type Segment = tuple[str, bool]  # words, and whether they were found


def excerpt(original: str, ranges: Sequence[tuple[int, int]]) -> list[Segment]:
    """Return about 240 characters around the first range, in segments; `ranges` were found."""
    start, end = _window(original, ranges[0][0] if ranges else 0)
    segments = [("… " if start else "", False)]
    position = start
    for first, last in ranges:
        if start <= first and last <= end:
            segments += [(original[position:first], False), (original[first:last], True)]
            position = last
    segments += [(original[position:end], False), (" …" if end < len(original) else "", False)]
    return [segment for segment in segments if segment[0]]


def _window(text: str, first: int) -> tuple[int, int]:
    """Return start and end of the excerpt, both between words."""
    start = text.rfind(" ", 0, max(first - LEAD, 0)) + 1
    if start + LENGTH >= len(text):
        return start, len(text)
    return start, max(text.rfind(" ", start, start + LENGTH), start + LENGTH // 2)
