"""What a line is that belongs to a web page and not to its text, in Dutch and English."""

import re
from dataclasses import dataclass
from enum import StrEnum

from coaching_site.rich_text.pasted_pages.days import moment_in

LONGEST = 200


class Kind(StrEnum):
    """Where what a line says belongs; `PAGE` is nowhere."""

    TITLE = "title"
    NAMES = "names"
    MOMENT = "moment"
    RIGHTS = "rights"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a line says; `sure` wherever it stands, else only around a text."""

    kind: Kind
    value: tuple[str, ...] = ()
    sure: bool = False


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


MINUTES = r"(?:±|ca\.?|circa|about)?\s*\d+(?:\s*[-–]\s*\d+)?[\s-]*min(?:\.|uten|uut|utes?|s)?"
TALK = (
    r"(?:comments?|reacties?|replies|reply|responses?|opmerkingen|opmerking|views?|weergaven|"
    r"likes?|vind-ik-leuks?|shares?|claps?)"
)
MAKERS = r"(?:wordpress|wix|blogger|medium|squarespace|weebly|jimdo|ghost|substack|webnode|google)"
SHARED_BY = r"(?:facebook|twitter|x|linkedin|whatsapp|pinterest|instagram|e-?mail)"

SURE = _any_of(
    rf"(?:(?:geschatte )?leestijd|(?:estimated )?reading time)\s*:?\s*{MINUTES}",
    rf"{MINUTES}\s*(?:read|to read|reading(?: time)?|leestijd|lezen|leeswerk|leestijd)",
    rf"(?:\d[\d.,]*\s?k?|geen|nog geen|no)\s+{TALK}(?:\s*[,&]?\s*\d+\s+{TALK})*",
    rf"{TALK}\s*[:(]\s*\d+\s*\)?",
    r"\d+\s+(?:thoughts? on|replies to|responses? to|gedachten? over|reacties? op)\s+[“\"‘'].*",
    r"(?:plaats|laat|schrijf|geef|voeg) een (?:reactie|opmerking)(?: achter| toe)?",
    r"een reactie (?:posten|plaatsen|achterlaten)",
    r"(?:write|leave|post|add) a (?:comment|reply)",
    r"(?:je|jouw|het|uw) e-mailadres wordt niet gepubliceerd.*|your email address will not be .*",
    r"(?:deel|delen|share) (?:dit|this)(?: artikel| bericht| blog| article| post)?"
    rf"(?: (?:via|op|on)\b.*)?|dit delen|(?:delen|share|deel) (?:op|via|on) {SHARED_BY}",
    r"(?:vind-ik-leuk|vind ik leuk|like this|like) ?:?\s*(?:laden|loading|aan het laden).*",
    r"\d+ likes?\. post not marked as liked|post not marked as liked",
    r"(?:proudly |trots )?(?:powered|created|made|aangedreven|mogelijk gemaakt|gemaakt) "
    rf"(?:by|with|door|met) {MAKERS}(?:\.com|\.org)?",
    r"(?:skip|jump) to (?:the )?(?:main )?content",
    r"(?:ga|spring|direct|doorgaan|meteen) naar (?:de )?(?:hoofd)?inhoud",
    r"(?:alle rechten voorbehouden|all rights reserved)",
    r"report this (?:article|post)|(?:dit )?artikel rapporteren",
)
# Words that may also stand above a piece of a text, or be a line of it.
UNSURE = _any_of(
    TALK,
    r"(?:categorie(?:ën)?|categor(?:y|ies)|tags?|labels?|getagd|tagged|filed under)\s*:\s*.+",
    r"(?:geplaatst|gepubliceerd|posted|published) in \S.{0,60}",
    r"(?:vorige?|volgende?|previous|next|older|newer|ouder|oudere|nieuwer|nieuwere) "
    r"(?:bericht|berichten|artikel|post|posts|article)(?:\s*:.*)?",
    r"(?:recente|gerelateerde|recent|related|alle|all|meer|more) "
    r"(?:berichten|artikelen|posts?|articles?)",
    r"delen|deel|share|vind ik leuk|interessant|commentaar|reageren|reageer|beantwoorden|verzenden",
    r"follow|following|volgen|subscribe|abonneren|listen|luisteren|opslaan|save|print|afdrukken",
    r"link kopiëren|kopieer link|copy link|e-?mail|abonneren op:.*|subscribe to:.*",
    rf"{SHARED_BY}|gerelateerd|related|(?:bericht|post )navigati(?:e|on)",
    r"see all|alles (?:weergeven|bekijken)",
    r"menu|home|homepage|startpagina|blog|contact|about(?: me| us)?|over (?:mij|ons)|zoeken|search",
    r"(?:log ?in|sign ?in|inloggen|aanmelden|sign ?up)(?: ?/ ?(?:sign ?up|aanmelden|registreren))?",
    r"(?:terug )?naar boven|back to top|lees (?:meer|verder)|read more|continue reading.*",
)
CHANGED = re.compile(
    r"(?:laatst |last )?(?:bijgewerkt|gewijzigd|updated|modified|edited)(?: op| on)?\s*:?\s+",
    re.IGNORECASE,
)

YEARS = r"\d{4}(?:\s*[-–/]\s*\d{4})?"
WHOSE = r"(?-i:[A-ZÀ-Þ])"
RIGHTS = re.compile(
    rf"(?:copyright\s*)?(?:©|\(c\)|copyright)\s*{YEARS}\s*"
    rf"(?:\Z|[.,|·–-]|(?:by|door|van|alle rechten|all rights)\b|{WHOSE}).*"
    rf"|(?:copyright\s*)?©\s*(?:by |door )?{WHOSE}[^.!?]*\.?"
    rf"|{YEARS}\s*©.*",
    re.IGNORECASE,
)
MADE_WITH = re.compile(
    rf"[\s.,|·–-]*\b(?:proudly|powered|created|website|mogelijk|gemaakt)\b.*{MAKERS}.*",
    re.IGNORECASE,
)

SIGNED = re.compile(
    r"(?:(?:geschreven|geplaatst|gepost|gepubliceerd|written|posted|published) (?:door|by)|door|by|"
    r"tekst|auteur|author|writer|words by)\s*:?\s+",
    re.IGNORECASE,
)
CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w.'’-]*"
BETWEEN = r"(?:van|de|der|den|het|ten|ter|te|von|op|in|el|al|la|le|du|da|[’']t)"
NAME = re.compile(rf"{CAPITAL}(?:\s+(?:{BETWEEN}|{CAPITAL})){{0,5}}")
FULL_NAME = re.compile(rf"{CAPITAL}(?:\s+{BETWEEN}){{0,3}}\s+{CAPITAL}(?:\s+{CAPITAL})?")

SEPARATOR = re.compile(
    r"\s*[|·•∙\n]\s*|\s+[–—/-]\s+|,\s+(?=\d{1,2}\b)|,?\s+(?=(?:op|on|door|by|at|in)\s+[^\W_])"
)
# A time; what is left of “Geplaatst op … door …”; where it was posted; the dot between two things.
LITTLE = _any_of(
    r"(?:om|at|op)?\s*\d{1,2}[:.]\d{2}(?: uur|\s*[ap]m)?",
    r"geplaatst|gepubliceerd|gepost|geschreven|published|posted|written|in \S.{0,60}",
    r"[^\w\s]{1,3}|\d{1,3}",
)
NOISE = " +.:…»«→←#*|·"


def parts_of(line: str) -> tuple[Part, ...]:
    """Return all that a line says which belongs to the page; nothing for a line of a text."""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return ()
    if whole := _part_of(line):
        return (whole,)
    pieces = [piece.strip(" ,") for piece in SEPARATOR.split(line) if piece.strip(" ,")]
    known = [_part_of(piece) for piece in pieces]
    # Beside what is surely no text a bare name is one.
    parts = [part or part_beside(piece) for part, piece in zip(known, pieces, strict=True)]
    return tuple(filter(None, parts)) if any(known) and all(parts) else ()


def part_beside(line: str) -> Part | None:
    """Return what a line or piece is that tells something only beside what is surely no text."""
    if LITTLE.fullmatch(line.strip()):
        return Part(Kind.PAGE)
    return Part(Kind.NAMES, (line,)) if FULL_NAME.fullmatch(line.strip()) else None


def is_copyright_line(line: str) -> bool:
    """Tell whether a line says whose a page is; a sentence in which © stands does not."""
    line = line.strip()
    return len(line) <= LONGEST and RIGHTS.fullmatch(line) is not None


def _part_of(piece: str) -> Part | None:
    bare = piece.strip(NOISE)
    if moment := moment_in(piece.rstrip(".")):
        return Part(Kind.MOMENT, moment)
    if is_copyright_line(piece):
        return Part(Kind.RIGHTS, (MADE_WITH.sub("", piece),), sure=True)
    if names := _names(piece):
        return Part(Kind.NAMES, names)
    if SURE.fullmatch(bare) or _is_change(piece):
        return Part(Kind.PAGE, sure=True)
    return Part(Kind.PAGE) if UNSURE.fullmatch(bare) else None


def _names(piece: str) -> tuple[str, ...]:
    signed = SIGNED.match(piece)
    if not signed:
        return ()
    names = re.split(r"\s*,\s*|\s+(?:en|and|&)\s+", piece[signed.end() :].strip(" .,"))
    return tuple(names) if all(map(NAME.fullmatch, names)) else ()


def _is_change(piece: str) -> bool:
    changed = CHANGED.match(piece)
    return changed is not None and moment_in(piece[changed.end() :]) is not None
