"""Bars side by side, drawn as SVG."""

from html import escape

LABELS, WIDTH, LINE, MARGIN = 190, 460, 20, 10


def bars(title: str, groups: dict[str, dict[str, float]]) -> str:
    """Return a chart in which every group names its bars and how long they are."""
    longest = max(value for group in groups.values() for value in group.values())
    drawn, top = [_text(MARGIN, 18, title, weight="bold")], 30
    for name, group in groups.items():
        drawn.append(_text(MARGIN, top + 14, name, weight="bold"))
        for number, (label, value) in enumerate(group.items(), start=1):
            drawn.append(_bar(top + number * LINE, label, value, value / longest))
        top += (len(group) + 1) * LINE + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LABELS + WIDTH + 80} {top}" '
        f'font-family="system-ui, sans-serif" font-size="13" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(drawn)}</svg>\n'
    )


def _bar(top: int, label: str, value: float, part: float) -> str:
    colour = "#2a6f6b" if label.startswith("this site") else "#b7b1a5"
    return (
        _text(LABELS - 6, top + 14, label, anchor="end")
        + f'<rect x="{LABELS}" y="{top + 3}" width="{part * WIDTH:.1f}" height="{LINE - 6}" '
        f'fill="{colour}"/>' + _text(LABELS + part * WIDTH + 6, top + 14, f"{value:,.0f}")
    )


def _text(x: float, y: float, words: str, *, anchor: str = "start", weight: str = "normal") -> str:
    return (
        f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}" font-weight="{weight}">'
        f"{escape(words)}</text>"
    )
