"""Which words are names, by lists of our own and by what no name is."""

import re
from pathlib import Path

from coaching_site.guard.words import WORD, Word

FOLDER = Path(__file__).parent


def _read(name: str) -> frozenset[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def _read_people() -> dict[str, list[tuple[str, ...]]]:
    people: dict[str, list[tuple[str, ...]]] = {}
    for line in (FOLDER / "of_known_people.txt").read_text(encoding="utf-8").splitlines():
        if line[:1] != "#":
            words = tuple(WORD.findall(line))
            people.setdefault(words[0], []).append(words)
    return people


OF_CHILDREN = _read("of_children.txt")
OF_ADULTS = _read("of_adults.txt")
THAT_ARE_WORDS = _read("that_are_words.txt")
KNOWN_PEOPLE = _read_people()

# Between a first name and a surname (https://nl.wikipedia.org/wiki/Tussenvoegsel).
PARTICLES = frozenset({
    "aan", "al", "ben", "bij", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el",
    "in", "la", "le", "op", "te", "ten", "ter", "'t", "uit", "van", "von",
})  # fmt: skip
NO_NAMES = frozenset({
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "januari",
    "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december", "kerst", "kerstmis", "pasen", "pinksteren", "sinterklaas",
    "koningsdag", "ramadan", "suikerfeest", "carnaval", "nederlands", "engels", "frans",
    "duits", "turks", "arabisch", "pools", "spaans", "berbers", "fries", "oekraïens", "latijn",
    "grieks", "nederland", "nederlandse", "duitse", "franse", "turkse", "poolse", "engelse",
    "marokkaanse", "surinaamse", "syrische", "vlaams", "vlaamse", "belgische", "amsterdamse",
    "rotterdamse", "utrechtse", "havo", "vwo", "mavo", "vmbo", "cito", "iep", "sbo", "groep",
    "klas", "school", "gymnasium", "atheneum", "mbo", "hbo", "pabo", "bso", "montessori",
    "dalton", "jenaplan", "freinet", "ritalin", "concerta", "down", "asperger", "tourette",
    "syndroom", "minecraft", "fortnite", "roblox", "youtube", "tiktok", "google", "whatsapp",
    "instagram", "snapchat", "chromebook", "ipad", "god", "allah", "facebook", "lego",
    "kanjertraining", "ik", "jij", "hij", "zij", "ze", "wij", "we", "jullie", "het", "de",
    "een", "dat", "dit", "die", "deze", "en", "of", "maar", "want", "dus", "ook", "niet", "als",
    "toen", "nu", "dan", "er", "hier", "daar", "wat", "wie", "waar", "hoe", "waarom", "wanneer",
    "welke", "mijn", "onze", "ons", "hun", "zijn", "haar", "is", "was", "heeft", "had", "kan",
    "wil", "moet", "mag", "gaat", "komt", "zit", "staat", "kreeg", "wordt", "werd",
})  # fmt: skip
# What looks like a surname and is a place or an institution.
NO_SURNAME = re.compile(r".*(?:school|college|lyceum|straat|laan|plein|weg|kade|gracht|singel)$")
SHORTEST_NAME = 2


def may_be_name(word: Word) -> bool:
    """Tell whether a word with a capital could be somebody's name."""
    is_written_as_one = word.has_capital and not (word.text.isupper() and len(word.text) > 1)
    return is_written_as_one and len(word.text) >= SHORTEST_NAME and word.lower not in NO_NAMES


def is_first_name(name: str) -> bool:
    """Tell whether our lists have it; it is in small letters."""
    return name in OF_CHILDREN or name in OF_ADULTS


def bare(word: str) -> str:
    """Return the name in “Sem's”, in small letters."""
    lower = word.lower().replace("’", "'")
    return lower.removesuffix("'s").removesuffix("'")
