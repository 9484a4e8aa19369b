"""Links that lead nowhere are none, and an address that was pasted as words is one."""

from lxml.html import HtmlElement

from coaching_site.rich_text.trees import new_element, text_places
from coaching_site.text.addresses import MOST, addresses_in, straight_addresses


def drop_empty_links(root: HtmlElement) -> None:
    """Keep the words of links that have no target; reading cleaned the others."""
    for link in list(root.iter("a")):
        if not link.get("href") and not link.get("data-link"):
            link.drop_tag()


def link_addresses(root: HtmlElement) -> None:
    """Make links of addresses; those that are the words of a link already only go straight.

    Only of a paste: who takes the link from an address that was saved means it.
    """
    left = MOST
    for holder, place in list(text_places(root)):
        text: str = getattr(holder, place) or ""
        if "@" not in text and "://" not in text and "www." not in text.lower():
            continue
        if _is_in_link(holder, place):
            setattr(holder, place, straight_addresses(text))
        elif left > 0:
            left -= _link_in(holder, place, text)


def link_alone(paragraph: HtmlElement, address: str) -> None:
    """Make one link of all the words of a paragraph that has no elements."""
    link = new_element("a")
    link.set("href", address)
    link.text, paragraph.text = paragraph.text, None
    paragraph.append(link)


def _is_in_link(holder: HtmlElement, place: str) -> bool:
    own = ["a"] if place == "text" and holder.tag == "a" else []
    return bool(own) or next(holder.iterancestors("a"), None) is not None


def _link_in(holder: HtmlElement, place: str, text: str) -> int:
    """Put links in the place of the addresses in a text; return how many."""
    found = list(addresses_in(text))
    parent = holder if place == "text" else holder.getparent()
    if not found or parent is None:
        return 0
    ends = [address.start for address in found[1:]] + [len(text)]
    setattr(holder, place, text[: found[0].start])
    position = 0 if place == "text" else parent.index(holder) + 1
    for number, (address, end) in enumerate(zip(found, ends, strict=True)):
        link = new_element("a")
        link.set("href", address.link)
        link.text = address.words
        link.tail = text[address.end : end]
        parent.insert(position + number, link)
    return len(found)
