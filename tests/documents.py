"""Thirty texts as CKEditor sends them, and what of a text has to outlive every save."""

from collections.abc import Iterator
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

FOLDER = Path(__file__).parent / "coaching_site" / "rich_text" / "documents"
DOCUMENTS = sorted(path.stem for path in FOLDER.glob("*.html"))
# Paragraphs are left out: the only one in a list item or a cell goes.
STRUCTURE = {
    "h2", "h3", "h4", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "figure", "figcaption", "img", "aside", "blockquote", "a", "strong", "em", "sup", "sub", "br",
    "hr",
}  # fmt: skip
# Filled in where a text is shown, never stored.
DERIVED = {"src", "width", "height"}


def document(name: str) -> str:
    """Return the text as it came out of the editor."""
    return (FOLDER / f"{name}.html").read_text()


def structure_of(text: str) -> list[str]:
    """Return headings, lists, tables, links, images and words, in order, each with its depth."""
    root = html.fragment_fromstring(text, create_parent="div")
    return list(_lines(root, 0))


def _lines(element: HtmlElement, depth: int) -> Iterator[str]:
    yield from _words(element.text)
    for child in element:
        if child.tag in STRUCTURE:
            kept = sorted((k, v) for k, v in child.attrib.items() if k not in DERIVED)
            yield f"{' ' * depth}<{child.tag} {kept}>"
            yield from _lines(child, depth + 1)
        else:
            yield from _lines(child, depth)
        yield from _words(child.tail)


def _words(text: str | None) -> Iterator[str]:
    yield from (text or "").split()
