"""A class beside the name of its school: together they leave thirty children."""

import re
from collections.abc import Iterator

from coaching_site.guard.findings import Finding, Kind

SENTENCE = re.compile(r"[^.!?\n]+")
CLASS = re.compile(
    r"\b(?:groep|klas|brugklas|kleuterklas|leerjaar) ?\d?[a-z]?\b(?<!groep)|\bbrugklas\b|"
    r"\b[1-8][a-d]\b|\b\d (?:havo|vwo|mavo|vmbo)\b",
    re.IGNORECASE,
)
NAME = r"[A-Z][\w'’-]{0,40}(?: (?:(?:van|de|der|den|het) ){0,2}[A-Z][\w'’-]{0,40}){0,3}"
KIND = (
    r"(?:basisschool|school|daltonschool|montessorischool|jenaplanschool|obs|cbs|rkbs|kbs|pcbs|ods|"
    r"sbo|so|vso|OBS|CBS|RKBS|KBS|PCBS|ODS|SBO|SO|VSO|[Bb]asisschool|IKC|ikc|kindcentrum)"
)
SCHOOL = re.compile(
    rf"\b(?:(?:de|het|De|Het) )?(?:{KIND} {NAME}"
    r"|(?:[A-Z][\w'’-]{0,40} ){0,3}(?:[A-Z][\w'’-]{0,40}(?:school|college|lyceum|gymnasium)|"
    r"College|Lyceum|Gymnasium|Scholengemeenschap))\b"
)
# “De Regenboog”: only where a class belongs to it, or somebody goes there.
CALLED = re.compile(rf"\b(?:van|op|naar|bij) ((?:De|Het|'t) {NAME})")
OF_CLASS = re.compile(
    rf"(?:groep|klas|brugklas) ?\d[a-z]? (?:van|op|bij) ((?:de|het|De|Het) {NAME})", re.IGNORECASE
)
GENERIC = re.compile(
    r".*\b(?:montessori|dalton|jenaplan|vrije|basis|freinet|middelbare)-?school$", re.IGNORECASE
)


def schools_in(text: str) -> Iterator[Finding]:
    """Yield the names of schools in sentences that speak of a class."""
    for sentence in SENTENCE.finditer(text):
        if CLASS.search(sentence[0]):
            for pattern, group in ((SCHOOL, 0), (CALLED, 1)):
                for match in pattern.finditer(sentence[0]):
                    if not GENERIC.fullmatch(match[group]):
                        yield _school(match[group], sentence.start() + match.start(group))
            for match in OF_CLASS.finditer(sentence[0]):
                if match[1].split()[1][:1].isupper():
                    yield _school(match[1], sentence.start() + match.start(1))


def _school(words: str, start: int) -> Finding:
    return Finding(start, start + len(words), Kind.SCHOOL, words, "een school")
