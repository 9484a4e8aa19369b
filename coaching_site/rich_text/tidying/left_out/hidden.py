"""What the source hid or crossed out is left out, and the author hears which words that were."""

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from coaching_site.rich_text.trees import words_of

# A piece is named by so many words, and so many pieces are named.
MAX_WORDS, MAX_PIECES = 5, 3


def leave_out_hidden(root: HtmlElement) -> list[str]:
    """Drop what reading marked as hidden; return what the author should hear about it."""
    hidden = list(root.iter("del"))
    pieces = [words for element in hidden if (words := words_of(element))]
    for element in hidden:
        element.drop_tree()
    if not pieces:
        return []
    notice = _("What was crossed out or hidden where this comes from was left out: {words}.")
    return [notice.format(words=_named(pieces))]


def _named(pieces: list[str]) -> str:
    """Name the first words of the first pieces."""
    different = list(dict.fromkeys(pieces))
    named = ", ".join(f"“{_shortened(piece)}”" for piece in different[:MAX_PIECES])
    more = _("and more")
    return f"{named} {more}" if len(different) > MAX_PIECES else named


def _shortened(piece: str) -> str:
    words = piece.split()
    return " ".join([*words[:MAX_WORDS], *(["…"] if len(words) > MAX_WORDS else [])])
