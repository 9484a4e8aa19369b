"""What a careful colleague says about an article before it is published; none of it is an order.

The form itself refuses what readers cannot do without. Everything here is said with its place, and
costs a parse of the text and one query.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from blog.models import Image
from blog.models.article_content import ArticleContent
from coaching_site.rich_text.trees import parse, tag_of, words_of

# What search engines show of a title before they cut it.
LONG_TITLE = 70
LONG_WITHOUT_HEADINGS = 600
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# Read alone, as a list of links by who listens to a page, these say nothing.
EMPTY_WORDS = {"hier", "klik hier", "lees meer", "meer", "link", "here", "click here", "read more"}
QUOTED_LENGTH = 40
# More is not read; the next save shows what is left.
MOST = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark, in words; `field` is where in the form it is mended."""

    words: str
    field: str = "body"


def remarks_on(content: ArticleContent) -> list[Remark]:
    """Return what is worth a second look, in the order in which a reader would meet it."""
    images = Image.objects.defer("renditions").in_bulk(content.image_ids)
    remarks = chain(
        _on_title(content),
        _on_surroundings(content),
        _on_cover(content, images),
        _on_text(parse(content.body), images),
    )
    return list(islice(remarks, MOST))


def _on_title(content: ArticleContent) -> Iterator[Remark]:
    if len(content.title) > LONG_TITLE:
        words = _("The title is long (%(length)s characters): search engines cut it.")
        yield Remark(words % {"length": len(content.title)}, "title")
    if not content.summary:
        words = _("There is no summary: lists and shared links show only the title.")
        yield Remark(words, "summary")


def _on_surroundings(content: ArticleContent) -> Iterator[Remark]:
    if not content.authors:
        yield Remark(_("No name stands above it."), "bylines")
    if not content.topics:
        yield Remark(_("It has no topic, so readers find it less easily."), "chosen_topics")


def _on_cover(content: ArticleContent, images: dict[int, Image]) -> Iterator[Remark]:
    cover = images.get(content.cover or 0)
    if content.cover and not (cover and cover.is_described):
        yield Remark(_("The cover picture is not described."), "cover")


def _on_text(body: HtmlElement, images: dict[int, Image]) -> Iterator[Remark]:
    """Walk through the text once, with the heading in mind under which each thing stands."""
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
    elif not (link.get("href") or "").strip("# "):
        yield Remark(_("The link “%(link)s” leads nowhere, %(place)s.") % about)


def _on_image(image: HtmlElement, place: str, images: dict[int, Image]) -> Iterator[Remark]:
    number = image.get("data-image") or ""
    if number.isdecimal() and int(number) not in images:
        yield Remark(_("A picture is not in the library any more, %(place)s.") % {"place": place})
    elif image.get("alt") is None:
        sentence = _("A picture is neither described nor marked as decorative, %(place)s.")
        yield Remark(sentence % {"place": place})
