"""The Dutch: complete, compiled, and with what Django and allauth lack."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.utils.translation.template import templatize

from coaching_site.environment import BASE_DIR

OURS = BASE_DIR / "locale/nl/LC_MESSAGES/django"
OF_LIBRARIES = BASE_DIR / "locale_of_libraries/nl/LC_MESSAGES/django"
OF_THEIR_SCRIPTS = BASE_DIR / "locale_of_libraries/nl/LC_MESSAGES/djangojs"
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
APPS = ("blog", "coaching_site", "contact", "demo")
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(({LITERAL}(?:, {LITERAL})*)")

type Key = tuple[str | None, str]


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def key_of(function: str, strings: list[str]) -> Key:
    """Return the key of a call of gettext or one of its kin, by its leading strings."""
    return (strings[0], strings[1]) if function.lstrip("n").startswith("p") else (None, strings[0])


def used_in_template(path: Path) -> Iterator[Key]:
    for function, literals in CALL.findall(templatize(path.read_text())):
        yield key_of(function, ast.literal_eval(f"[{literals}]"))


def used_in_module(path: Path) -> Iterator[Key]:
    tree = list(ast.walk(ast.parse(path.read_text())))
    names = {
        alias.asname or alias.name: alias.name
        for node in tree
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    }
    for node in tree:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            strings = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if strings:
                yield key_of(names[node.func.id], strings)


def catalogue(path: Path) -> polib.POFile:
    return polib.pofile(f"{path}.po")


def words(entry: polib.POEntry) -> object:
    return dict(entry.msgstr_plural) or entry.msgstr


def places_in(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}|%[sd]", text or ""))


@pytest.mark.parametrize(
    ("path", "at_least"), [(OURS, 300), (OF_LIBRARIES, 50), (OF_THEIR_SCRIPTS, 1)]
)
def test_every_string_has_its_dutch(path: Path, at_least: int) -> None:
    entries = catalogue(path)
    assert len(entries) >= at_least
    assert [entry.msgid for entry in entries if not entry.translated()] == []
    assert [entry.msgid for entry in entries if "fuzzy" in entry.flags] == []


def test_a_string_has_one_dutch() -> None:
    """Whoever changes it changes what is shown."""
    ours = {key(entry) for entry in catalogue(OURS)}
    assert ours & {key(entry) for entry in catalogue(OF_LIBRARIES)} == set()


def test_every_string_of_code_and_templates_is_in_the_dutch() -> None:
    used = {key for path in BASE_DIR.glob("templates/**/*.*") for key in used_in_template(path)}
    for app in APPS:
        used |= {key for path in (BASE_DIR / app).rglob("*.py") for key in used_in_module(path)}

    assert len(used) > 900
    assert used - {key(entry) for entry in catalogue(OURS)} == set()


@pytest.mark.parametrize("path", [OURS, OF_LIBRARIES, OF_THEIR_SCRIPTS])
def test_what_is_compiled_is_what_is_written(path: Path) -> None:
    written = {key(entry): words(entry) for entry in catalogue(path)}
    compiled = {key(entry): words(entry) for entry in polib.mofile(f"{path}.mo")}
    assert compiled == written


@pytest.mark.parametrize(("library", "domain"), CATALOGUES)
def test_what_a_library_lacks_in_dutch_is_in_ours(library: Path, domain: str) -> None:
    english = library / "locale/en/LC_MESSAGES" / f"{domain}.po"
    dutch = polib.pofile(str(library / "locale/nl/LC_MESSAGES" / f"{domain}.po"))
    known = {key(entry) for entry in dutch if entry.translated()}
    ours = {"django": [OURS, OF_LIBRARIES], "djangojs": [OF_THEIR_SCRIPTS]}[domain]
    known |= {key(entry) for path in ours for entry in catalogue(path)}
    missing = {entry.msgid for entry in polib.pofile(str(english)) if key(entry) not in known}
    assert missing - WITHOUT_WORDS == set()


@pytest.mark.parametrize("path", [OURS, OF_LIBRARIES, OF_THEIR_SCRIPTS])
def test_a_translation_keeps_the_places_for_names_and_numbers(path: Path) -> None:
    """A lost `%(name)s` shows nothing, an invented one is an error when the page is made."""
    for entry in catalogue(path):
        places = places_in(entry.msgid) | places_in(entry.msgid_plural)
        for dutch in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert places_in(dutch) <= places, entry.msgid


def test_signing_in_has_one_word() -> None:
    other = re.compile(r"\b(?:aan|af)(?:ge)?meld(?!ing)|\bmeld(?:t|en)? (?:je|u)\b", re.IGNORECASE)
    entries = [*catalogue(OURS), *catalogue(OF_LIBRARIES)]
    assert [entry.msgstr for entry in entries if other.search(entry.msgstr)] == []


@pytest.mark.parametrize("path", [OURS, OF_LIBRARIES, OF_THEIR_SCRIPTS])
def test_the_dutch_quotes_with_one_kind_of_marks(path: Path) -> None:
    texts = [
        text for entry in catalogue(path) for text in (entry.msgstr, *entry.msgstr_plural.values())
    ]
    assert [text for text in texts if re.search("[‘„]", text)] == []
