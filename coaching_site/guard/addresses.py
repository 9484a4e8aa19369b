"""Mail addresses, home addresses and postcodes."""

import re
from collections.abc import Iterator

from coaching_site.guard.findings import Finding, Kind

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
STREET = (
    r"(?:straat|laan|weg|plein|kade|gracht|singel|dreef|hof|pad|steeg|dijk|plantsoen|park|ring|"
    r"baan|markt|wal|brink|erf|meent|veld|burcht|kamp|haven|werf|bos|akker|poort|vaart|boulevard)"
)
NUMBER = r"\d{1,4}(?:[ -]?[a-zA-Z]\b|-\d{1,3}\b)?(?![\d.,]\d|\d)"
ADDRESS = re.compile(
    rf"\b(?:[A-Z][\w.'’-]{{0,40}} (?:(?:van|de|der|den|ten|ter) ){{0,2}}){{0,3}}"
    rf"[A-Z]?[\w'’-]{{0,40}}{STREET} {NUMBER}",
)
LIVES_AT = re.compile(
    rf"\b(?:woon|woont|wonen|woonde|adres is) (?:(?:op|aan|in) )?(?:de |het )?"
    rf"([A-Z][^\W\d]{{1,40}}(?: [^\W\d]{{1,40}}){{0,3}} {NUMBER})"
)
# Behind a number that counts something: “op het Schoolplein 12 kinderen”.
COUNTED = re.compile(
    r" (?!(?:in|te|en|is|vlak|naast|bij|dus|op|met|maar|waar|want|of|tot|als|die|aan)\b)[a-zé]{3,}"
)
POSTCODE = re.compile(r"\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}\b")
MAIL_LEFT_OUT = "[mailadres weggelaten]"
HOME_LEFT_OUT = "[adres weggelaten]"


def mail_addresses_in(text: str) -> Iterator[Finding]:
    """Yield every mail address, the writer's own too."""
    for match in MAIL.finditer(text):
        yield Finding(*match.span(), Kind.MAIL, match[0], MAIL_LEFT_OUT)


def home_addresses_in(text: str) -> Iterator[Finding]:
    """Yield streets with a number, and postcodes."""
    for match in ADDRESS.finditer(text):
        if any(map(str.isupper, match[0][:-2])) and not COUNTED.match(text, match.end()):
            yield _home(match[0], match.start())
    for match in LIVES_AT.finditer(text):
        if not COUNTED.match(text, match.end()):
            yield _home(match[1], match.start(1))
    for match in POSTCODE.finditer(text):
        yield _home(match[0], match.start())


def _home(words: str, start: int) -> Finding:
    return Finding(start, start + len(words), Kind.HOME, words, HOME_LEFT_OUT)
