"""The Dutch: complete, compiled, and with what Django and allauth lack."""

import re
from pathlib import Path

import allauth
import django
import polib
import pytest

from coaching_site.environment import BASE_DIR

OURS = BASE_DIR / "locale/nl/LC_MESSAGES"
DJANGO = Path(django.__file__).parent
LIBRARIES = [
    DJANGO / "conf",
    DJANGO / "contrib/admin",
    DJANGO / "contrib/auth",
    DJANGO / "contrib/contenttypes",
    DJANGO / "contrib/postgres",
    Path(allauth.__file__).parent,
]
CATALOGUES = [
    (library, domain)
    for library in LIBRARIES
    for domain in ("django", "djangojs")
    if (library / f"locale/en/LC_MESSAGES/{domain}.po").exists()
]
WITHOUT_WORDS = {", ", ":"}


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def words(entry: polib.POEntry) -> object:
    return dict(entry.msgstr_plural) or entry.msgstr


def places_in(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}|%[sd]", text or ""))


@pytest.mark.parametrize(("domain", "at_least"), [("django", 300), ("djangojs", 1)])
def test_every_string_has_its_dutch(domain: str, at_least: int) -> None:
    catalogue = polib.pofile(str(OURS / f"{domain}.po"))
    assert len(catalogue) >= at_least
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []
    assert [entry.msgid for entry in catalogue if "fuzzy" in entry.flags] == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_is_compiled_is_what_is_written(domain: str) -> None:
    written = {key(entry): words(entry) for entry in polib.pofile(str(OURS / f"{domain}.po"))}
    compiled = {key(entry): words(entry) for entry in polib.mofile(str(OURS / f"{domain}.mo"))}
    assert compiled == written


@pytest.mark.parametrize(("library", "domain"), CATALOGUES)
def test_what_a_library_lacks_in_dutch_is_in_ours(library: Path, domain: str) -> None:
    english = library / "locale/en/LC_MESSAGES" / f"{domain}.po"
    dutch = polib.pofile(str(library / "locale/nl/LC_MESSAGES" / f"{domain}.po"))
    known = {key(entry) for entry in dutch if entry.translated()}
    known |= {key(entry) for entry in polib.pofile(str(OURS / f"{domain}.po"))}
    missing = {entry.msgid for entry in polib.pofile(str(english)) if key(entry) not in known}
    assert missing - WITHOUT_WORDS == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_a_translation_keeps_the_places_for_names_and_numbers(domain: str) -> None:
    """A lost `%(name)s` shows nothing, an invented one is an error when the page is made."""
    for entry in polib.pofile(str(OURS / f"{domain}.po")):
        places = places_in(entry.msgid) | places_in(entry.msgid_plural)
        for dutch in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert places_in(dutch) <= places, entry.msgid


def test_signing_in_has_one_word() -> None:
    other = re.compile(r"\b(?:aan|af)(?:ge)?meld(?!ing)|\bmeld(?:t|en)? (?:je|u)\b", re.IGNORECASE)
    catalogue = polib.pofile(str(OURS / "django.po"))
    assert [entry.msgstr for entry in catalogue if other.search(entry.msgstr)] == []
