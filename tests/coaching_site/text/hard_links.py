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
    """An address as it is `written`, the `link` that it is, and the `words` that say it."""

    written: str
    link: str
    words: str


WIKIPEDIA = "https://nl.wikipedia.org/wiki/X_(Y)"
UMLAUTS = "https://www.zoë.example/café"
HARD_LINKS = (
    HardLink(SAFELINK.format(PACKED), TARGET, TARGET),
    HardLink(f"https://www.google.com/url?q={PACKED}&sa=D", TARGET, TARGET),
    HardLink(f"https://l.facebook.com/l.php?u={PACKED}&h=AT0", TARGET, TARGET),
    HardLink(f"https://www.linkedin.com/safety/go?url={PACKED}", TARGET, TARGET),
    HardLink(
        "https://voorbeeld.nl/?utm_source=brief&a=1",
        "https://voorbeeld.nl/?a=1",
        "https://voorbeeld.nl/?a=1",
    ),
    HardLink(
        "https://voorbeeld.nl/lezen?fbclid=1",
        "https://voorbeeld.nl/lezen",
        "https://voorbeeld.nl/lezen",
    ),
    HardLink("www.voorbeeld.nl/lezen", "https://www.voorbeeld.nl/lezen", "www.voorbeeld.nl/lezen"),
    HardLink(UMLAUTS, UMLAUTS, UMLAUTS),
    HardLink(WIKIPEDIA, WIKIPEDIA, WIKIPEDIA),
    HardLink("anna@voorbeeld.nl", "mailto:anna@voorbeeld.nl", "anna@voorbeeld.nl"),
    HardLink("06 12345678", "tel:+31612345678", "06 12345678"),
)
