"""Addresses that stand in a text as words: where they are, where they lead, how they are written.

Only what surely is one counts: a site with its scheme or “www.”, a mail address, and a telephone
number that stands alone. “klaar.Dan” is none. What an address becomes, `clean_link` knows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coaching_site.http.addresses import absolute
from coaching_site.text.links import MAIL, clean_link

# In characters; and more addresses than this in one text stay words.
LONGEST, MOST = 2_000, 500
WORD = re.compile(r"\S+")
SITE = re.compile(r"https?://|(?<![\w.@/-])www\.", re.IGNORECASE)
MAIL_ADDRESS = re.compile(rf"(?:mailto:)?{MAIL.pattern}", re.IGNORECASE)
NUMBER = re.compile(r"(?:tel:)?[+(0][\d \u00a0()./–-]{8,24}")
# What a sentence puts around an address; brackets belong to it where they come in pairs.
BEFORE = "(<[{\"'“”„‘’«»*"
AFTER = ".,;:!?\"'“”„‘’«»>*…"
BRACKETS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where an address stands in a text, the `words` that say it without a detour, and its link."""

    start: int
    end: int
    words: str
    link: str


def addresses_in(text: str) -> Iterator[Address]:
    """Yield the addresses in a text, in their order."""
    count = 0
    for word in WORD.finditer(text):
        if count < MOST and len(word[0]) <= LONGEST and (found := _address_in(word[0])):
            start, end = found
            link = clean_link(word[0][start:end])
            if link:
                count += 1
                words = words_of_link(word[0][start:end], link)
                yield Address(word.start() + start, word.start() + end, words, link)


def address_alone(text: str) -> Address | None:
    """Return the address that a text is, if it is nothing else."""
    written = text.strip()
    if NUMBER.fullmatch(written) and (link := clean_link(written)).startswith("tel:"):
        return Address(0, len(written), words_of_link(written, link), link)
    if not WORD.fullmatch(written):
        return None
    found = next(addresses_in(written), None)
    around = written[: found.start] + written[found.end :] if found else written
    return None if any(map(str.isalnum, around)) else found


def straight_addresses(text: str) -> str:
    """Return the text with each address as it is without detours and counters."""
    pieces, end = [], 0
    for address in addresses_in(text):
        pieces += [text[end : address.start], address.words]
        end = address.end
    return "".join([*pieces, text[end:]])


def words_of_link(written: str, link: str) -> str:
    """Return the words of a link without any of its own: what was written, unless it goes round."""
    written = written.strip()
    if link.startswith("mailto:"):
        return link.removeprefix("mailto:").partition("?")[0]
    if link.startswith("tel:"):
        return written.removeprefix("tel:")
    whole = absolute(link) if link.startswith("/") else link
    return written if written in whole else whole


def _address_in(word: str) -> tuple[int, int] | None:
    """Return where an address begins and ends in what stands between two spaces."""
    if site := SITE.search(word):
        return site.start(), _end_in(word, site.start())
    if "@" not in word:
        return None
    start = len(word) - len(word.lstrip(BEFORE))
    end = _end_in(word, start)
    return (start, end) if MAIL_ADDRESS.fullmatch(word, start, end) else None


def _end_in(word: str, start: int) -> int:
    """Return where an address ends before the signs of its sentence."""
    end, counts = len(word), {sign: word.count(sign, start) for sign in "()[]{}"}
    while end > start:
        last = word[end - 1]
        opening = BRACKETS.get(last)
        is_alone = opening and counts[opening] < counts[last]
        if last not in AFTER and not is_alone:
            break
        if opening:
            counts[last] -= 1
        end -= 1
    return end
