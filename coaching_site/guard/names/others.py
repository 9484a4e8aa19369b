"""Names in a text that point to no child: of who writes or is addressed, of writers, of history."""

from collections.abc import Iterator

from coaching_site.guard.names.lists import KNOWN_PEOPLE, PARTICLES, may_be_name
from coaching_site.guard.words import NO_WORD, Words

GREETINGS = frozenset({
    "hoi", "hallo", "hai", "hey", "hi", "hé", "ha", "dag", "beste", "lieve", "geachte",
    "goedemorgen", "goedemiddag", "goedenavond",
})  # fmt: skip
THANKS = frozenset(
    {"bedankt", "dank", "dankje", "dankjewel", "dankuwel", "complimenten", "gefeliciteerd"}
)
BEHIND_THANKS = frozenset({
    "je", "jullie", "u", "wel", "ook", "aan", "voor", "zeer", "hartelijk",
})  # fmt: skip
CLOSINGS = frozenset({"groet", "groeten", "groetjes", "liefs", "mvg", "gr", "xx", "gegroet"})
BEFORE_CLOSING = frozenset({
    "met", "vriendelijke", "hartelijke", "warme", "lieve", "veel", "de", "allerbeste", "hele",
})  # fmt: skip
TITLES = frozenset({
    "heer", "heren", "meneer", "mevrouw", "mevr", "mw", "dhr", "dr", "drs", "prof", "professor",
    "hoogleraar", "onderzoeker", "onderzoekster", "schrijver", "schrijfster", "auteur",
    "psycholoog", "pedagoog", "orthopedagoog", "filosoof", "dichter", "wethouder", "minister",
    "staatssecretaris", "burgemeester", "koning", "koningin", "prins", "prinses", "keizer",
    "paus", "sint", "heilige", "zanger", "zangeres", "collega", "directeur", "directrice",
    "rector", "inspecteur", "voorzitter", "presentator", "trainer",
})  # fmt: skip
# A full name beside these is that of somebody who wrote, unless a class is spoken of too.
OF_WRITING = frozenset({
    "boek", "boeken", "boekje", "prentenboek", "artikel", "blog", "blogs", "podcast", "lezing",
    "theorie", "citaat", "gedachtegoed", "film", "documentaire", "interview", "column", "lees",
    "las", "lezen", "lazen", "gelezen", "volgens", "schreef", "schrijft", "geschreven",
    "auteur", "schrijver", "schrijfster", "onderzoek", "onderzoeker", "hoogleraar", "professor",
    "bedacht", "uitgezocht", "betoogt", "stelt", "workshop", "congres",
})  # fmt: skip
WORKS = frozenset({
    "boek", "boeken", "artikel", "blog", "podcast", "lezing", "theorie", "citaat", "film",
    "interview", "column", "methode",
})  # fmt: skip
OF_ANSWERING = frozenset(
    {"zegt", "schrijft", "aangeeft", "hierboven", "hieronder", "opmerkt", "noemt"}
)
SELF = (("ik", "ben"), ("ik", "heet"), ("naam", "is"), ("ik", "ook"))
LONGEST_SIGNATURE = 200
LONGEST_NAME = 6


def places_of_others(words: Words) -> set[int]:
    """Return the places of words that belong to the name of somebody who is no child."""
    places: set[int] = set()
    for place in range(len(words)):
        start = _start_of_other(words, place)
        if start is not None:
            places |= set(_name_from(words, start))
        places |= set(_known_from(words, place))
    return places | set(_signature(words))


def _start_of_other(words: Words, place: int) -> int | None:
    """Return where a name begins to which the word at this place leads."""
    word, lower, before = words[place], words.lower(place), words.lower(place - 1)
    if "@" in word.gap or (lower in GREETINGS and word.is_first) or _is_called(words, place):
        return place
    if lower in THANKS:
        nearby = range(place + 1, place + 5)
        return next((at for at in nearby if words.lower(at) not in BEHIND_THANKS), None)
    leads_on = (
        lower in TITLES
        or (before, lower) in SELF
        or (before, lower) == ("eens", "met")
        or (before in WORKS and lower in {"van", "door", "met"})
        or (lower == "zoals" and words.around(place) & OF_ANSWERING)
    )
    return place + 1 if leads_on else None


def _is_called(words: Words, place: int) -> bool:
    """Tell whether somebody is spoken to at the end of a sentence: “Wat fijn, Marit!”."""
    word = words[place]
    is_last = words[place + 1].sentence != word.sentence
    around = words.around(place)
    return (
        is_last
        and "," in word.gap
        and word.has_capital
        and bool(around & (THANKS | {"je", "jij", "jouw"}))
    )


def _name_from(words: Words, start: int) -> Iterator[int]:
    """Yield the places of one name, or of two that “en” joins."""
    for place in range(start, start + LONGEST_NAME):
        word = words[place]
        is_cut_off = place > start and (
            word.sentence != words[start].sentence or not word.is_beside
        )
        if word is NO_WORD or is_cut_off:
            return
        is_part = may_be_name(word) or word.lower in PARTICLES or word.lower in JOINING
        if not is_part and place > start:
            return
        yield place


JOINING = frozenset({"en", "juf", "meester", "meneer", "mevrouw"})


def _known_from(words: Words, place: int) -> Iterator[int]:
    for name in KNOWN_PEOPLE.get(words.lower(place), ()):
        if all(words.lower(place + step) == part for step, part in enumerate(name)):
            yield from range(place, place + len(name))


def _signature(words: Words) -> Iterator[int]:
    """Yield what stands behind the last words of a text, where they close it."""
    for place in range(len(words) - 1, -1, -1):
        if len(words.text) - words[place].end > LONGEST_SIGNATURE:
            return
        if words.lower(place) in CLOSINGS and (
            words[place].is_first or words.lower(place - 1) in BEFORE_CLOSING
        ):
            yield from range(place, len(words))
            return
