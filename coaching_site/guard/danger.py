"""Words that point to harm: whoever writes them may need help now."""

import re

SENTENCE = re.compile(r"[^.!?\n]+")
ALWAYS = re.compile(
    r"mishandel|zelfmoord|zelfdoding|su[iï]cid|verkracht|aangerand|aanrand|\bincest|automutil"
    r"|zelfbeschadig|huiselijk geweld|seksueel (?:misbruik|geweld)|kindermisbruik|misbruikt"
    r"|sprake (?:is )?van misbruik|verwaarlozing|verwaarloosd|blauwe plek|eerwraak|vermoord"
    r"|wil(?:de|t)? (?:\w+ )?dood\b|dood wil|niet meer (?:\w+ )?(?:wil(?:len|t)? )?leven\b"
    r"|einde? aan (?:\w+ )?(?:maken|leven)|zie het niet meer zitten"
    r"|\bzit (?:\w+ )?aan (?:haar|hem|mij|me)$"
)
PERSONS = frozenset({
    "hem", "haar", "mij", "me", "zijn", "mijn", "kind", "kinderen", "thuis", "zoon", "dochter",
    "leerling", "elkaar",
})  # fmt: skip
HOME = frozenset({
    "thuis", "vader", "moeder", "stiefvader", "stiefmoeder", "ouders", "man", "partner", "oom",
    "opa", "broer",
})  # fmt: skip
HITS = frozenset({
    "slaat", "sloeg", "slaan", "geslagen", "schopt", "geschopt", "trapt", "getrapt", "wurgt",
    "knijpt", "bont",
})  # fmt: skip
# Words of each group have to stand in one sentence.
TOGETHER: tuple[tuple[frozenset[str], ...], ...] = (
    (
        HITS,
        HOME | {"leerkracht", "meester", "juf"},
        PERSONS | HOME,
    ),
    (
        frozenset({"snijdt", "snijden", "snijd", "sneed", "krast", "krassen"}),
        frozenset({"zichzelf", "mezelf", "armen", "arm", "polsen", "pols", "benen"}),
    ),
    (frozenset({"zichzelf", "haarzelf", "hemzelf"}), frozenset({"aandoen"})),
    (frozenset({"eten"}), frozenset({"geen", "niet"}), frozenset({"thuis"})),
    (
        frozenset({"raakt", "raakte", "aangeraakt", "betast", "betastte", "betasten"}),
        frozenset({"plekken", "hoort", "ongewenst", "haar", "hem"}),
        frozenset({"aan", "aangeraakt", "betast", "betastte", "betasten"}),
    ),
)


def points_to_danger(text: str) -> bool:
    """Tell whether a sentence speaks of harm that is done to somebody, or that is feared."""
    return any(map(_is_of_harm, SENTENCE.findall(text.lower())))


def _is_of_harm(sentence: str) -> bool:
    if ALWAYS.search(sentence):
        return True
    words = frozenset(re.findall(r"\w+", sentence))
    return any(all(words & group for group in groups) for groups in TOGETHER)
