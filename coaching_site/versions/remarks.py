"""What a careful colleague says about a text before it is published, with its place.

Nothing of it is an order, but for what readers cannot do without: an image needs words, or somebody
who says that it tells nothing. Costs a parse of the text and one query.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from coaching_site.rich_text.embedded import find_images, image_ids_in
from coaching_site.rich_text.trees import parse, tag_of, words_of

LONG_WITHOUT_HEADINGS = 600
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# Read alone, as a list of links by who listens to a page, these say nothing.
EMPTY_WORDS = {"hier", "klik hier", "lees meer", "meer", "link", "here", "click here", "read more"}
QUOTED_LENGTH = 40
# More is not read; the next save shows what is left.
MOST = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark, in words; `field` is where in the form it is mended.

    What `forbids_publishing` is refused by whoever publishes; a draft may wait.
    """

    words: str
    field: str = "body"
    forbids_publishing: bool = False


def first_of(remarks: Iterable[Remark]) -> list[Remark]:
    """Return so many as somebody reads."""
    return list(islice(remarks, MOST))


def refusals_among(remarks: Iterable[Remark]) -> list[Remark]:
    """Return those that stand in the way of publishing, each place once."""
    refusals = (remark for remark in remarks if remark.forbids_publishing)
    return first_of(dict.fromkeys(refusals))


def on_text(html: str) -> Iterator[Remark]:
    """Walk through the text once, with the heading in mind under which each thing stands."""
    body, images = parse(html), find_images(image_ids_in(html))
    level, place = 1, _("at the beginning")
    for element in body.iter(*HEADINGS, "a", "img"):
        name = tag_of(element)
        if name == "a":
            yield from _on_link(element, place)
        elif name == "img":
            yield from _on_image(element, place, images)
        else:
            yield from _on_heading(element, level, place)
            level = int(name[1])
            words = Truncator(words_of(element)).chars(QUOTED_LENGTH)
            place = _("below the heading “{heading}”").format(heading=words)
    count = len(words_of(body).split())
    if level == 1 and count > LONG_WITHOUT_HEADINGS:
        words = _("%(count)s words without a heading: a few headings help who reads on a phone.")
        yield Remark(words % {"count": count})


def _on_heading(heading: HtmlElement, level_above: int, place: str) -> Iterator[Remark]:
    words = words_of(heading)
    if not words:
        yield Remark(_("A heading has no words, %(place)s.") % {"place": place})
    elif int(tag_of(heading)[1]) > level_above + 1:
        sentence = _("The heading “%(heading)s” skips a level: choose a larger one.")
        yield Remark(sentence % {"heading": Truncator(words).chars(QUOTED_LENGTH)})


def _on_link(link: HtmlElement, place: str) -> Iterator[Remark]:
    words = words_of(link)
    about = {"link": Truncator(words).chars(QUOTED_LENGTH), "place": place}
    if not words and link.find(".//img") is None:
        yield Remark(_("A link has no words, %(place)s.") % about)
    elif words.strip(" .!…>").lower() in EMPTY_WORDS:
        yield Remark(_("The link “%(link)s” does not say where it leads, %(place)s.") % about)
    elif not (link.get("data-link") or link.get("href") or "").strip("# "):
        yield Remark(_("The link “%(link)s” leads nowhere, %(place)s.") % about)


def _on_image(image: HtmlElement, place: str, images: Collection[int]) -> Iterator[Remark]:
    """Look at an image of the library; one of elsewhere leaves the text when it is saved."""
    number = image.get("data-image") or ""
    if number.isdecimal() and int(number) not in images:
        yield Remark(_("A picture is not in the library any more, %(place)s.") % {"place": place})
    elif number and image.get("alt") is None:
        sentence = _("A picture is neither described nor marked as decorative, %(place)s.")
        yield Remark(sentence % {"place": place}, forbids_publishing=True)
