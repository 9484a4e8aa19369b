"""Images get what the library knows of them now: addresses, sizes and who made them."""

from django.utils.translation import gettext as _
from lxml import etree
from lxml.html import HtmlElement

from coaching_site.rich_text.embedded import EmbeddedImage, find_images
from coaching_site.rich_text.trees import (
    append_text,
    is_figure_of_image,
    new_element,
    numbered,
    rename,
    take_out,
    words_of,
)

# How wide an image in a text is shown. On a phone less than it is: three device pixels for each of
# its own are then found in the rendition of 960, and no eye misses the difference to 1600.
SIZES_IN_TEXT = "(max-width: 30rem) 320px, (max-width: 50rem) 92vw, 37rem"


def place_images(root: HtmlElement) -> None:
    """Show each image with what the library knows of it now, in one query.

    Of one that is gone only the words of its caption stay.
    """
    images = numbered(root, "img", "data-image")
    found = find_images({number for number, _image in images})
    for number, image in images:
        figure = image.getparent()
        if number in found:
            _show(image, found[number])
        elif figure is not None and _shows_nothing_else(figure):
            _leave_caption(figure)
        else:
            take_out(image)


def _show(image: HtmlElement, found: EmbeddedImage) -> None:
    """Put the image into a `picture` that offers its formats, and name who made it."""
    picture = new_element("picture")
    image.addprevious(picture)
    picture.tail, image.tail = image.tail, None
    for source in found.sources:
        attributes = {"type": source.type, "srcset": source.srcset, "sizes": SIZES_IN_TEXT}
        if source.media:
            attributes["media"] = source.media
        etree.SubElement(picture, "source", attributes)
    picture.append(image)
    alternative = image.attrib.pop("alt", "")
    image.set("src", found.address)
    if found.srcset:
        image.set("srcset", found.srcset)
        image.set("sizes", SIZES_IN_TEXT)
    image.set("width", str(found.width))
    image.set("height", str(found.height))
    image.set("alt", alternative)
    image.set("loading", "lazy")
    image.set("decoding", "async")
    if found.credit:
        _add_credit(picture, found.credit)


def _add_credit(picture: HtmlElement, name: str) -> None:
    """Say who made the image, at the end of its caption or right behind it."""
    credit = new_element("span")
    credit.set("class", "credit")
    credit.text = _("Picture: %(name)s") % {"name": name}
    figure = picture.getparent()
    if figure is None or figure.tag != "figure":
        credit.tail, picture.tail = picture.tail, None
        picture.addnext(credit)
        return
    caption = figure.find("figcaption")
    if caption is None:
        caption = etree.SubElement(figure, "figcaption")
    append_text(caption, " ")
    caption.append(credit)


def _shows_nothing_else(figure: HtmlElement) -> bool:
    """Tell whether this is a figure of one image; undoing the tidying leaves several in one."""
    return is_figure_of_image(figure) and len(list(figure.iter("img"))) == 1


def _leave_caption(figure: HtmlElement) -> None:
    """Put the words of the caption, if there are any, in the place of the figure."""
    caption = figure.find("figcaption")
    if caption is not None and words_of(caption):
        rename(caption, "p")
        caption.tail = None
        figure.addprevious(caption)
    figure.drop_tree()
