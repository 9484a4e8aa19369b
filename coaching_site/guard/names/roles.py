"""Names beside the word for who somebody is: “mijn zoon Daan”, “de moeder van Sem”."""

from coaching_site.guard.findings import Finding, Kind
from coaching_site.guard.names.lists import (
    NO_SURNAME,
    OF_CHILDREN,
    PARTICLES,
    THAT_ARE_WORDS,
    is_first_name,
    may_be_name,
)
from coaching_site.guard.words import NO_WORD, Words

TEACHERS = frozenset(
    {"juf", "juffrouw", "meester", "invaljuf", "invalmeester", "gymjuf", "gymmeester"}
)
ONE_CHILD = frozenset({
    "leerling", "leerlinge", "kind", "kindje", "zoon", "zoontje", "dochter", "dochtertje",
    "jongen", "jongetje", "meisje", "kleuter", "peuter", "puber", "tiener", "baby", "scholier",
    "neefje", "nichtje", "neef", "nicht", "kleinkind", "kleinzoon", "kleindochter", "broertje",
    "zusje", "broer", "zus", "stiefzoon", "stiefdochter", "stiefkind", "pleegkind", "pleegzoon",
    "pleegdochter", "vriend", "vriendje", "vriendin", "vriendinnetje", "klasgenoot",
    "klasgenootje", "buurjongen", "buurmeisje", "zoonlief",
})  # fmt: skip
CHILDREN = frozenset({
    "leerlingen", "kinderen", "zoons", "zonen", "dochters", "jongens", "meisjes", "meiden",
    "kleuters", "neefjes", "nichtjes", "kleinkinderen", "broertjes", "zusjes", "vriendjes",
    "vriendinnen", "tweeling", "drieling", "pleegkinderen",
})  # fmt: skip
ROLES = TEACHERS | ONE_CHILD | CHILDREN
RELATIVES = frozenset({
    "moeder", "vader", "ouders", "ouder", "mama", "papa", "oma", "opa", "verzorgers",
    "verzorger", "voogd", "broertje", "zusje", "broer", "zus", "tante", "oom", "vriend",
    "vriendje", "vriendin", "gezin", "thuissituatie", "dossier", "geval", "gedrag",
})  # fmt: skip
OWN = frozenset({"mijn", "onze", "ons"})
PREPOSITIONS = frozenset({
    "bij", "van", "met", "aan", "door", "voor", "tegen", "over", "naar", "uit", "op", "als",
    "en", "dat",
})  # fmt: skip


def name_end(words: Words, place: int, *, is_known: bool = False) -> int | None:
    """Return the place of the last word of a name that begins here; None where there is none.

    A name of our lists may stand in small letters; where it `is_known` it has to be in them.
    """
    word = words[place]
    is_listed = is_first_name(word.lower) and word.lower not in THAT_ARE_WORDS
    has_form = may_be_name(word) and (is_first_name(word.lower) if is_known else True)
    if word is NO_WORD or not (has_form or is_listed) or NO_SURNAME.fullmatch(word.lower):
        return None
    return surname_end(words, place) or place


def surname_end(words: Words, place: int) -> int | None:
    """Return the place of the last word of the surname behind this one, if there is one."""
    at = place + 1
    while words[at].is_beside and words.lower(at) in PARTICLES and at < place + 4:
        at += 1
    word = words[at]
    is_surname = word.is_beside and not word.is_first and may_be_name(word)
    if not is_surname or NO_SURNAME.fullmatch(word.lower):
        return None
    following = words[at + 1]
    is_double = following.is_beside and not following.is_first and may_be_name(following)
    return at + 1 if is_double and is_first_name(word.lower) else at


def beside_role(words: Words, place: int) -> tuple[Finding, int] | None:
    """Return the name behind a role at this place, and the place where it ends."""
    role = words.lower(place)
    following = words[place + 1]
    if role not in ROLES or following.sentence != words[place].sentence:
        return None
    if following.gap not in {" ", ", ", ": "}:
        return None
    end = name_end(words, place + 1, is_known=following.gap != " ")
    if end is None or (following.is_first and following.gap == " "):
        return None
    end = _to_the_last(words, end)
    wording = _role_alone(words, place)
    closes = following.gap == ", " and words.gap_behind(end).startswith(",")
    return _finding(words, place, end, wording, closes), end


def of_relative(words: Words, place: int) -> tuple[Finding, int] | None:
    """Return the name in “de ouders van Sem”."""
    if words.lower(place - 2) not in RELATIVES or words.lower(place - 1) != "van":
        return None
    end = name_end(words, place)
    if end is None or words[place].is_first:
        return None
    end = _to_the_last(words, end)
    return _finding(words, place, end, "het kind"), end


def that_is_called(words: Words, place: int) -> tuple[Finding, int] | None:
    """Return the name in “die Sem heet” and “genaamd Sem”."""
    if words.lower(place - 1) in {"genaamd", "heet", "heette"} and words.lower(place - 2) != "ik":
        end = name_end(words, place)
        if end is not None and words[place].is_beside and words[place].has_capital:
            return _finding(words, place, end, "anders"), end
    is_before = words.lower(place + 1) in {"heet", "heette"} and not words[place].is_first
    if is_before and may_be_name(words[place]):
        return _finding(words, place, place, "anders"), place
    return None


def _to_the_last(words: Words, end: int) -> int:
    """Return where the last of several names ends: “Eva, Tom en Sara”."""
    while True:
        following = end + 1
        is_joined = words.lower(following) == "en" and words[following].is_beside
        if is_joined or words[following].gap == ", ":
            start = following + is_joined
            last = name_end(words, start, is_known=True)
            if last is not None and words[start].lower in OF_CHILDREN:
                end = last
                continue
        return end


def _role_alone(words: Words, place: int) -> str:
    """Return the role as it may stand without a name, with its article where it has none."""
    word = words[place]
    before = words.before(place)
    needs_article = word.is_first or before is NO_WORD or before.lower in PREPOSITIONS
    if word.lower in CHILDREN or not needs_article:
        return word.text
    article = "de" if word.lower in TEACHERS else "een"
    return f"{article.capitalize() if word.has_capital else article} {word.lower}"


def _finding(words: Words, start: int, end: int, wording: str, closes: bool = False) -> Finding:
    begin, stop = words[start].start, words[end].end + closes
    found = words.text[begin:stop]
    return Finding(begin, stop, Kind.NAME, found, wording)
