"""Numbers that lead to one person: citizen service numbers and telephone numbers."""

import re
from collections.abc import Iterator

from coaching_site.guard.findings import Finding, Kind
from coaching_site.text.telephone_numbers import in_e164

NINE_DIGITS = re.compile(r"(?<![\d+.,-])\d(?:[ .]?\d){8}(?![\d-]|[.,]\d)")
BEFORE_NATIONAL = r"(?:\+31|0031)[\s-]?(?:\(0\)[\s-]?)?"
# Ten digits in the Netherlands, whether a plan gives the number out or not.
DUTCH = re.compile(rf"(?<![\d+])(?:{BEFORE_NATIONAL}|\(?0)[1-9](?:[\s()-]{{0,2}}\d){{8}}(?!\d)")
FOREIGN = re.compile(r"(?<![\d+])(?:\+|00)[1-9](?:[\s().-]{0,2}\d){6,13}(?!\d)")
# Numbers of help lines and companies: 0800, 0900, 088, 085, 14.
OF_NOBODY = re.compile(r"(?:\+31|0031|0)(?:800|90\d|88|85)")
NUMBER_LEFT_OUT = "[nummer weggelaten]"
TELEPHONE_LEFT_OUT = "[telefoonnummer weggelaten]"


def citizen_numbers_in(text: str) -> Iterator[Finding]:
    """Yield nine digits that stand the 11-test."""
    for match in NINE_DIGITS.finditer(text):
        if is_citizen_number(re.sub(r"\D", "", match[0])):
            yield Finding(*match.span(), Kind.CITIZEN_NUMBER, match[0], NUMBER_LEFT_OUT)


def is_citizen_number(digits: str) -> bool:
    """Tell whether nine digits stand the 11-test (https://nl.wikipedia.org/wiki/Elfproef)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and digits.strip("0") != ""


def telephone_numbers_in(text: str) -> Iterator[Finding]:
    """Yield numbers on which somebody is called, those of help lines left out."""
    for pattern in (DUTCH, FOREIGN):
        for match in pattern.finditer(text):
            digits = re.sub(r"[^\d+]", "", match[0])
            is_number = pattern is DUTCH or in_e164(f"+{digits.lstrip('+0')}") is not None
            if is_number and not OF_NOBODY.match(digits):
                yield Finding(*match.span(), Kind.TELEPHONE, match[0], TELEPHONE_LEFT_OUT)
