"""Where the links of a text lead, for who reads it on paper."""

from functools import lru_cache
from urllib.parse import urljoin

from coaching_site.http.addresses import absolute
from coaching_site.rich_text.rendering.sanitising import sanitise_rendered
from coaching_site.rich_text.trees import parse

SPOKEN = ("mailto:", "tel:")


@lru_cache(maxsize=64)
def addresses_on_paper(html: str, path: str) -> tuple[str, ...]:
    """Return the address of each link in the order of the text, as a person types it.

    The same links get a number in print.css: all but those to a place in the text. `path` is that
    of the page.
    """
    sanitised = sanitise_rendered(html)
    if "<a " not in sanitised:
        return ()
    addresses = (link.get("href", "") for link in parse(sanitised).iter("a"))
    return tuple(_as_typed(each, path) for each in addresses if each and each[0] != "#")


def _as_typed(address: str, path: str) -> str:
    for scheme in SPOKEN:
        if address.startswith(scheme):
            return address.removeprefix(scheme)
    try:
        return urljoin(absolute(path), address)
    except ValueError:  # leads nowhere on the page either
        return address
