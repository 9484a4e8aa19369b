"""Links lead straight to where they lead, or are none."""

from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement


def straighten_links(root: HtmlElement) -> None:
    """Drop links without a target, and the detour through Google's counter."""
    for link in list(root.iter("a")):
        address = link.get("href") or ""
        if not address:
            link.drop_tag()
            continue
        link.set("href", _without_detour(address))


def _without_detour(address: str) -> str:
    """Return where a link through Google's counter leads; an unreadable address stays as it is."""
    try:
        parts = urlsplit(address)
        if parts.netloc == "www.google.com" and parts.path == "/url":
            return parse_qs(parts.query).get("q", [address])[0]
    except ValueError:
        pass
    return address
