"""Dates of birth: a date beside the word for it, never any other date."""

import re
from collections.abc import Iterator

from coaching_site.guard.findings import Finding, Kind

MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
DATE = re.compile(
    rf"(?P<on>\b[Oo]p )?\b\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]|e? (?:{MONTHS})\.? ?)"
    rf"(?P<year>(?:19|20)\d\d|\d\d)?(?!\d)",
    re.IGNORECASE,
)
OF_BIRTH = re.compile(
    r"\b(?:geboren|geboortedatum|geboortedag|geb|verjaardag|jarig|geboorte|verjaart)\b[^.!?\n]{0,24}$",
    re.IGNORECASE,
)
# In brackets behind somebody: “Mijn zoon (09-06-2014)”.
OF_SOMEBODY = re.compile(r"\w ?\($")
BEFORE = 44


def birth_dates_in(text: str) -> Iterator[Finding]:
    """Yield the dates, of which the year is neutral enough to stay."""
    for match in DATE.finditer(text):
        before = text[max(0, match.start() - BEFORE) : match.start()]
        is_bracketed = OF_SOMEBODY.search(before) and text[match.end() : match.end() + 1] == ")"
        if OF_BIRTH.search(before) or is_bracketed:
            wording = match["year"] or "[datum weggelaten]"
            if match["on"] and match["year"]:
                wording = f"in {wording}"
            words = match[0].rstrip()
            yield Finding(
                match.start(), match.start() + len(words), Kind.BIRTH_DATE, words, wording
            )
