"""Dutch-like language for benchmarks: few words that stand everywhere and many that are rare."""

from itertools import accumulate
from random import Random

# The most frequent first, as in Dutch; the nouns and verbs are those of a school.
FREQUENT = [
    "de",
    "van",
    "een",
    "het",
    "en",
    "in",
    "is",
    "dat",
    "op",
    "te",
    "zijn",
    "voor",
    "met",
    "niet",
    "aan",
    "er",
    "om",
    "ook",
    "als",
    "maar",
    "je",
    "hij",
    "ze",
    "die",
    "bij",
    "naar",
    "dan",
    "wat",
    "door",
    "zo",
    "of",
    "over",
    "uit",
    "nog",
    "leerling",
    "we",
    "hun",
    "klas",
    "wel",
    "heeft",
    "kan",
    "school",
    "moet",
    "geen",
    "meer",
    "gesprek",
    "deze",
    "tot",
    "worden",
    "ouders",
    "kunnen",
    "hebben",
    "wordt",
    "veel",
    "waar",
    "leraar",
    "les",
    "hier",
    "groep",
    "vraag",
    "kind",
    "jaar",
    "goed",
    "dag",
    "weer",
    "tijd",
    "gaat",
    "eerste",
    "iets",
    "alles",
    "samen",
    "elkaar",
    "team",
    "werk",
    "rust",
    "moment",
    "begin",
    "week",
    "praten",
    "kijken",
    "maken",
    "leren",
    "zien",
    "weten",
    "vragen",
    "luisteren",
    "begeleiden",
    "afspraak",
    "feedback",
    "gedrag",
    "toets",
    "rooster",
    "pauze",
    "huiswerk",
    "mentor",
    "directeur",
    "collega",
    "lokaal",
    "schrift",
    "vertrouwen",
    "grens",
    "ruimte",
]
BEGINNINGS = [
    "b",
    "bl",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "r",
    "s",
    "sch",
    "sl",
    "sp",
    "st",
    "t",
    "tr",
    "v",
    "vl",
    "w",
    "z",
    "zw",
]
VOWELS = ["a", "aa", "e", "ee", "i", "ie", "o", "oo", "oe", "u", "ui", "ij", "ei", "ou"]
ENDINGS = ["k", "l", "m", "n", "p", "r", "s", "t", "nd", "ng", "rk", "st", "cht"]
RARE_WORDS = 30_000
SENTENCES = 40_000


def vocabulary(random: Random) -> list[str]:
    """Return the frequent words and tens of thousands of invented ones."""

    def syllable() -> str:
        return random.choice(BEGINNINGS) + random.choice(VOWELS) + random.choice(ENDINGS)

    invented: dict[str, None] = {}
    while len(invented) < RARE_WORDS:
        invented[syllable() + random.choice(("", "e", "en", syllable()))] = None
    return [*FREQUENT, *invented]


def sentences(random: Random) -> list[str]:
    """Return sentences of 6 to 18 words; the n-th word comes with a chance of about 1/n (Zipf)."""
    words = vocabulary(random)
    chances = list(accumulate(1 / (rank + 2) for rank in range(len(words))))
    made = []
    for _number in range(SENTENCES):
        chosen = random.choices(words, cum_weights=chances, k=random.randint(6, 18))
        made.append(f"{' '.join(chosen).capitalize()}.")
    return made
