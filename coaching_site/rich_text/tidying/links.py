"""Links that lead nowhere are none."""

from lxml.html import HtmlElement


def drop_empty_links(root: HtmlElement) -> None:
    """Keep the words of links that have no target; reading cleaned the others."""
    for link in list(root.iter("a")):
        if not link.get("href") and not link.get("data-link"):
            link.drop_tag()
