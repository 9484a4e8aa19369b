"""Images of other sites are left out, and the author hears how many there were and where."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml.html import HtmlElement

from coaching_site.rich_text.trees import BLOCKS, HEADINGS, tag_of, text_places, words_of

# How many words before an image say where it stood; they are sought in so many characters.
WORDS_BEFORE, LENGTH_BEFORE = 5, 200
# Whoever pasted forty images is not helped by a list of forty places.
MAX_PLACES = 3


def leave_out_foreign_images(root: HtmlElement) -> list[str]:
    """Drop images that are not of this site; return what the author should hear about it."""
    foreign = [image for image in root.iter("img") if _is_foreign(image)]
    if not foreign:
        return []
    places = list(_places_of_foreign_images(root))
    for image in foreign:
        image.drop_tree()
    notice = ngettext(
        "{count} picture from elsewhere was left out: {places}.",
        "{count} pictures from elsewhere were left out: {places}.",
        len(places),
    )
    return [notice.format(count=len(places), places=_named(places))]


def _is_foreign(image: HtmlElement) -> bool:
    return image.get("data-image") is None


def _places_of_foreign_images(root: HtmlElement) -> Iterator[str]:
    """Say of each in words where it stands: below which heading, or behind which words."""
    heading, before, line = "", "", ""
    for element, place in text_places(root):
        tag = tag_of(element) if place == "text" else ""
        if tag in BLOCKS:
            before, line = line if line.strip() else before, ""
        if tag in HEADINGS:
            heading = words_of(element)
        if tag == "img" and _is_foreign(element):
            yield _place(heading, line if line.strip() else before)
        line = f"{line} {getattr(element, place) or ''}"[-LENGTH_BEFORE:]


def _place(heading: str, before: str) -> str:
    if heading:
        return _("below the heading “{heading}”").format(heading=heading)
    if words := before.split():
        cut = ["…"] if len(words) > WORDS_BEFORE else []
        return _("after “{words}”").format(words=" ".join(cut + words[-WORDS_BEFORE:]))
    return _("at the beginning")


def _named(places: list[str]) -> str:
    """Name the first places."""
    different = list(dict.fromkeys(places))
    named = ", ".join(different[:MAX_PLACES])
    return f"{named} {_('and in more places')}" if len(different) > MAX_PLACES else named
