"""Addresses as people really bring them, and where each leads, for every way in which one comes."""

from typing import NamedTuple
from urllib.parse import quote

SAFELINK = (
    "https://eur03.safelinks.protection.outlook.com/?url={}&data=05%7C02%7Cmirthe%40praktijk"
    ".example%7C8f1c&sdata=x%3D&reserved=0"
)
TARGET = "https://voorbeeld.nl/lezen?a=1&b=%20#deel"
PACKED = quote(TARGET, safe="")


class HardLink(NamedTuple):
    """An address as it is `written`, and the `link` that it is."""

    written: str
    link: str


HARD_LINKS = (
    HardLink(SAFELINK.format(PACKED), TARGET),
    HardLink(f"https://www.google.com/url?q={PACKED}&sa=D", TARGET),
    HardLink(f"https://l.facebook.com/l.php?u={PACKED}&h=AT0", TARGET),
    HardLink(f"https://www.linkedin.com/safety/go?url={PACKED}", TARGET),
    HardLink("https://voorbeeld.nl/?utm_source=brief&a=1", "https://voorbeeld.nl/?a=1"),
    HardLink("https://voorbeeld.nl/lezen?fbclid=1", "https://voorbeeld.nl/lezen"),
    HardLink("www.voorbeeld.nl/lezen", "https://www.voorbeeld.nl/lezen"),
    HardLink("https://www.zoë.example/café", "https://www.zoë.example/café"),
    HardLink("https://nl.wikipedia.org/wiki/X_(Y)", "https://nl.wikipedia.org/wiki/X_(Y)"),
    HardLink("anna@voorbeeld.nl", "mailto:anna@voorbeeld.nl"),
    HardLink("06 12345678", "tel:+31612345678"),
)
