"""What a text names by number is put in its place: pictures with their sizes, blocks of text."""

import re

from django.utils.html import escape
from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from coaching_site.rich_text.embedding import (
    SIZES_IN_TEXT,
    EmbeddedImage,
    find_blocks,
    find_images,
)
from coaching_site.rich_text.figures import is_image
from coaching_site.rich_text.sanitising import sanitise, sanitise_readable
from coaching_site.rich_text.trees import (
    append_text,
    move_content,
    new_element,
    parse,
    rename,
    take_out,
    words_of,
)

# A thousand times one long block would be a page that no browser opens.
MAX_BLOCKS_LENGTH = 300_000
STORED_IMAGE = re.compile(r'<img data-image="([0-9]+)"')


def place_blocks(root: HtmlElement, *, may_hold_blocks: bool = True) -> None:
    """Write each block where the text names it, in one query; one that is gone leaves nothing.

    A block holds no other blocks: without `may_hold_blocks` they are only taken out.
    """
    asides = list(root.iter("aside"))
    numbers = {int(aside.get("data-block") or 0) for aside in asides}
    bodies = find_blocks(numbers) if may_hold_blocks else {}
    room = MAX_BLOCKS_LENGTH
    for aside in asides:
        body = bodies.get(int(aside.get("data-block") or 0), "")
        room -= len(body)
        if not body or room < 0:
            take_out(aside)
            continue
        inside = parse(sanitise(body))
        place_blocks(inside, may_hold_blocks=False)
        aside.set("class", "block")
        move_content(inside, aside)


def place_images(root: HtmlElement) -> None:
    """Show each picture with what the library knows of it now, in one query.

    Of one that is gone only the words of its caption stay.
    """
    images = list(root.iter("img"))
    pictures = find_images({int(image.get("data-image") or 0) for image in images})
    for image in images:
        figure = image.getparent()
        if (picture := pictures.get(int(image.get("data-image") or 0))) is not None:
            _show(image, picture)
        elif figure is not None and is_image(figure):
            _leave_words_of(figure)
        else:
            take_out(image)


def shown_in_editor(html: str) -> str:
    """Return the text sanitised, with addresses of its pictures, which sanitising takes out again.

    Raises UnreadableError.
    """
    html = sanitise_readable(html)
    pictures = find_images({int(number) for number in STORED_IMAGE.findall(html)})

    def with_address(image: re.Match[str]) -> str:
        picture = pictures.get(int(image[1]))
        if picture is None:
            return image[0]
        address = escape(picture.address)
        return f'{image[0]} src="{address}" width="{picture.width}" height="{picture.height}"'

    return STORED_IMAGE.sub(with_address, html)


def _show(image: HtmlElement, picture: EmbeddedImage) -> None:
    holder = new_element("picture")
    image.addprevious(holder)
    holder.tail, image.tail = image.tail, None
    for source in picture.sources:
        offered = new_element("source")
        media = {"media": source.media} if source.media else {}
        offered.attrib.update(
            {"type": source.type, "srcset": source.srcset, "sizes": SIZES_IN_TEXT} | media
        )
        holder.append(offered)
    holder.append(image)
    alternative = image.attrib.pop("alt", "")
    srcset = {"srcset": picture.srcset, "sizes": SIZES_IN_TEXT} if picture.srcset else {}
    image.attrib.update(
        {"src": picture.address}
        | srcset
        | {
            "width": str(picture.width),
            "height": str(picture.height),
            "alt": alternative,
            "loading": "lazy",
            "decoding": "async",
        }
    )
    if picture.credit:
        _name_maker(holder, picture.credit)


def _name_maker(holder: HtmlElement, name: str) -> None:
    """Say who made the picture, at the end of its caption or right behind it."""
    credit = new_element("span")
    credit.set("class", "credit")
    credit.text = _("Picture: %(name)s") % {"name": name}
    figure = holder.getparent()
    if figure is None or figure.tag != "figure":
        credit.tail, holder.tail = holder.tail, None
        holder.addnext(credit)
        return
    caption = figure.find("figcaption")
    if caption is None:
        caption = new_element("figcaption")
        figure.append(caption)
    append_text(caption, " ")
    caption.append(credit)


def _leave_words_of(figure: HtmlElement) -> None:
    caption = figure.find("figcaption")
    if caption is None or not words_of(caption):
        figure.drop_tree()
        return
    rename(caption, "p")
    caption.tail = None
    figure.addprevious(caption)
    figure.drop_tree()
