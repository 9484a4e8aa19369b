"""All names in a text that could point to a child, in one walk over its words."""

from coaching_site.guard.findings import Finding
from coaching_site.guard.names.lists import bare
from coaching_site.guard.names.lone import full_name, lone_name
from coaching_site.guard.names.others import places_of_others
from coaching_site.guard.names.roles import (
    OWN,
    ROLES,
    TEACHERS,
    beside_role,
    of_relative,
    that_is_called,
)
from coaching_site.guard.words import Words

OF_ROLES = (beside_role, of_relative, that_is_called)


def names_in(text: str) -> list[Finding]:
    """Return the names; one that is known from its first place is found again at every other."""
    words = Words(text)
    others = places_of_others(words)
    found, taken, seen = _beside_roles(words, others)
    place = 0
    while place < len(words):
        name = None
        if place not in others and place not in taken:
            name = full_name(words, place) or lone_name(words, place, seen)
        if name:
            found.append(name[0])
            seen.setdefault(bare(words[place].text), "het kind")
        place = name[1] + 1 if name else place + 1
    return found


def _beside_roles(words: Words, others: set[int]) -> tuple[list[Finding], set[int], dict[str, str]]:
    """Return what is found, the places of its words, and what each name may become later on."""
    found: list[Finding] = []
    taken: set[int] = set()
    seen: dict[str, str] = {}
    for place in range(len(words)):
        if place in others or place in taken:
            continue
        name = next(filter(None, (rule(words, place) for rule in OF_ROLES)), None)
        if name:
            finding, end = name
            found.append(finding)
            taken |= set(range(place, end + 1))
            first = place + (words.lower(place) in ROLES)
            if words[first].has_capital or end == first:
                seen.setdefault(bare(words[first].text), _later(words, place))
    return found, taken, seen


def _later(words: Words, place: int) -> str:
    """Return what a name may become where it stands again: “mijn zoon”."""
    role, before = words.lower(place), words.lower(place - 1)
    if role in TEACHERS:
        return f"de {role}"
    return f"{before} {role}" if role in ROLES and before in OWN else "het kind"
