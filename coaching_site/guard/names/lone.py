"""Full names, and first names of children that stand alone in a sentence."""

import re

from coaching_site.guard.findings import Finding, Kind
from coaching_site.guard.names.lists import (
    NO_SURNAME,
    OF_CHILDREN,
    PARTICLES,
    THAT_ARE_WORDS,
    bare,
    is_first_name,
    may_be_name,
)
from coaching_site.guard.names.others import OF_WRITING, TITLES
from coaching_site.guard.names.roles import ROLES, surname_end
from coaching_site.guard.words import Words

OF_A_CLASS = ROLES | {"klas", "groep", "gepest", "school", "schorsing", "geschorst"}
ARTICLES = frozenset({"de", "het", "een", "geen", "deze", "die"})
SEVERAL = {2: "twee kinderen", 3: "drie kinderen"}
OWN = {"mijn": "mijn kind", "onze": "ons kind", "ons": "ons kind"}
# What is said of a child: “Bo (8)”, “Roos van 8”, “Wil is acht”, “Mei uit groep 5”.
OF_A_CHILD = re.compile(
    r"\s?\((?:\d{1,2})(?: jaar)?\)"
    r"|,? (?:van|is|wordt) (?:\d{1,2}|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\b"
    r"|,? (?:uit|zit in|in) (?:groep|klas|brugklas|de klas)\b|,? zit bij "
)
BESIDE_PARTICLE = {"der", "den", "el", "ten", "ter", "de"}


def full_name(words: Words, place: int) -> tuple[Finding, int] | None:
    """Return the first name with its surname that begins at this place."""
    word = words[place]
    if not may_be_name(word):
        return None
    end = surname_end(words, place)
    if end is None or words.lower(place) in PARTICLES:
        return None
    is_name = is_first_name(bare(word.text)) and (
        word.lower not in THAT_ARE_WORDS or not word.is_first or words[place + 1].has_capital
    )
    if not is_name or _is_of_a_writer(words, place):
        return None
    begin, stop = word.start, words[end].end
    wording = _child(words, place)
    return Finding(begin, stop, Kind.NAME, words.text[begin:stop], wording), end


def lone_name(words: Words, place: int, seen: dict[str, str]) -> tuple[Finding, int] | None:
    """Return the first name of a child at this place; names that were `seen` need less."""
    word = words[place]
    name = bare(word.text)
    is_seen = name in seen or name.removesuffix("s") in seen
    if not (_is_a_childs(words, place, name) or (is_seen and (word.has_capital or name in seen))):
        return None
    start, end = place, place
    names = 1
    while words.lower(end + 1) == "en" and _is_a_childs(words, end + 2, words.lower(end + 2)):
        end += 2
        names += 1
    begin, stop = word.start, words[end].end
    wording = seen.get(name) or _child(words, place)
    if names > 1:
        wording = SEVERAL.get(names, "een paar kinderen")
    elif name != word.lower or (is_seen and name not in seen):
        wording = "diens"
    elif words.lower(place - 1) in OWN and words[place].is_beside:
        begin = words[place - 1].start
        wording = OWN[words.lower(place - 1)]
        start = place - 1
    if words[start].has_capital and words[start].is_first:
        wording = wording[:1].upper() + wording[1:]
    return Finding(begin, stop, Kind.NAME, words.text[begin:stop], wording), end


def _is_a_childs(words: Words, place: int, name: str) -> bool:
    word = words[place]
    if name not in OF_CHILDREN or not word.has_capital or word.text.isupper():
        return False
    if OF_A_CHILD.match(words.text, word.end):
        return True
    is_thing = word.is_beside and words.lower(place - 1) in ARTICLES
    behind = words[place + 1]
    is_part = (behind.is_beside and NO_SURNAME.fullmatch(behind.lower)) or "-" in word.text
    if is_thing or is_part or words.lower(place - 1) in TITLES:
        return False
    return not (word.is_first and name in THAT_ARE_WORDS)


def _is_of_a_writer(words: Words, place: int) -> bool:
    around = words.around(place)
    return bool(around & OF_WRITING) and not around & OF_A_CLASS


def _child(words: Words, place: int) -> str:
    return "Een kind" if words[place].is_first else "een kind"
