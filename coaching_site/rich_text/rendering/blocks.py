"""Blocks are written where a text names them."""

from lxml.html import HtmlElement

from coaching_site.rich_text.embedded import find_blocks
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.trees import move_content, numbered, parse, take_out

# A thousand times one long block would be a page that no browser opens.
MAX_BLOCKS_LENGTH = 300_000


def place_blocks(root: HtmlElement, *, may_hold_blocks: bool = True) -> None:
    """Write each block where the text names it, in one query; one that is gone leaves nothing.

    A block holds no other blocks: without `may_hold_blocks` they are only taken out.
    """
    blocks = numbered(root, "aside", "data-block")
    bodies = find_blocks({number for number, _aside in blocks}) if may_hold_blocks else {}
    length = 0
    for number, aside in blocks:
        body = bodies.get(number, "")
        length += len(body)
        if not body or length > MAX_BLOCKS_LENGTH:
            take_out(aside)
            continue
        content = parse(sanitise(body))
        place_blocks(content, may_hold_blocks=False)
        aside.set("class", "block")
        move_content(content, aside)
