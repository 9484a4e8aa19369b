"""Promises about the code as a whole."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.migrations import AddConstraint, RunPython
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, URLResolver, get_resolver

from blog.forms.comments import CommentForm
from coaching_site import waiting
from coaching_site.forms.public_forms import PublicForm
from coaching_site.guard.forms import GuardedForm
from contact.forms.inquiries import InquiryForm

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
# The one package that composes the site, with the addresses and the settings that name every app.
COMPOSING = ("coaching_site/site/", "coaching_site/urls.py", "coaching_site/settings.py")
COMPOSING_TEMPLATES = ("base.html", "robots.txt", "errors/", "coaching_site/site/")
# Whom an app may not know.
FORBIDDEN = {
    "coaching_site": ("blog", "contact", "demo"),
    "blog": ("contact", "demo"),
    "contact": ("demo",),
}
URL_TAG = re.compile(r"{%\s*url\s+['\"]([\w:]+)['\"]")
TEMPLATE_NAME = re.compile(r"['\"]([\w/-]+\.(?:html|txt))['\"]")


def modules_of(app: str) -> Iterator[Path]:
    for path in (ROOT / app).rglob("*.py"):
        if "migrations" not in path.parts:
            yield path


def imported_apps(tree: ast.AST) -> set[str]:
    """Return the first name of every module that is imported."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def strings_in(tree: ast.AST) -> set[str]:
    """Return every string of the code that is no docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    }


def address_names(app: str) -> set[str]:
    """Return the names of an app's addresses, as its views and its admin have them."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inside = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from walk(pattern.url_patterns, prefix + inside)
            elif pattern.name:
                module = getattr(pattern.callback, "__module__", "")
                is_own = module.split(".")[0] == app
                if is_own or f"{prefix}{pattern.name}".startswith(f"admin:{app}_"):
                    yield f"{prefix}{pattern.name}"

    return set(walk(get_resolver().url_patterns))


def names_app(text: str, app: str, addresses: set[str]) -> bool:
    """Tell whether a string is an address, a template, a module or a model of an app."""
    return text in addresses or bool(re.match(rf"(admin/)?{app}[./]\w", text))


@pytest.mark.parametrize("app", FORBIDDEN)
def test_no_module_imports_or_names_what_its_app_may_not_know(app):
    addresses = {other: address_names(other) for other in FORBIDDEN[app]}
    offenders = set()
    for path in modules_of(app):
        name = str(path.relative_to(ROOT))
        tree = ast.parse(path.read_text())
        for other in FORBIDDEN[app]:
            named = {text for text in strings_in(tree) if names_app(text, other, addresses[other])}
            if (named or other in imported_apps(tree)) and not name.startswith(COMPOSING):
                offenders.add((name, other))

    assert offenders == set()


def test_the_names_that_are_looked_for_are_there():
    assert {"article_detail", "comment_create", "admin:blog_article_add"} <= address_names("blog")
    assert {"offer_list", "inquiry_create"} <= address_names("contact")


@pytest.mark.parametrize("app", FORBIDDEN)
def test_no_template_leads_to_or_includes_what_its_app_may_not_know(app):
    offenders = set()
    for path in TEMPLATES.rglob("*.*"):
        name = str(path.relative_to(TEMPLATES))
        if owner_of(name) != app or name.startswith(COMPOSING_TEMPLATES):
            continue
        text = path.read_text()
        named = {*URL_TAG.findall(text), *TEMPLATE_NAME.findall(text)}
        for other in FORBIDDEN[app]:
            addresses = address_names(other)
            offenders |= {(name, each) for each in named if names_app(each, other, addresses)}

    assert offenders == set()


def owner_of(template: str) -> str:
    """Return the app that a template belongs to; what no other has is shared."""
    folder = template.removeprefix("admin/").split("/")[0]
    return folder if folder in FORBIDDEN else "coaching_site"


@pytest.mark.parametrize("package", ["blog", "contact", "coaching_site"])
def test_no_room_holds_more_than_a_dozen_modules(package):
    rooms = [path.parent for path in (ROOT / package).rglob("__init__.py")]
    crowded = {
        str(room.relative_to(ROOT)): len(modules)
        for room in rooms
        if room.name != "migrations"
        and len(modules := [file for file in room.glob("*.py") if file.stem != "__init__"]) > 13
    }

    assert crowded == {}


# It knows no model and no rule, and names them to whoever migrates.
LOOKING_FIRST = "from coaching_site.database.new_rules import looking_first\n"


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_migration_uses_code_that_will_change():
    for path in ROOT.rglob("migrations/0*.py"):
        if not {".venv", "var", "benchmarks"} & set(path.relative_to(ROOT).parts):
            text = path.read_text().replace(LOOKING_FIRST, "")
            own = imported_apps(ast.parse(text)) & {"blog", "contact", "coaching_site"}
            assert own == set(), path


def test_templates_hold_no_inline_style_script_or_handler():
    pages = [page for page in TEMPLATES.rglob("*.html") if "mail" not in str(page)]
    assert len(pages) > 30
    for page in pages:
        text = page.read_text()
        # The page for when nothing else answers has one, by its hash.
        assert "<style" not in text or page.name == "503.html", page
        assert " style=" not in text, page
        assert "hx-on" not in text, page
        assert "javascript:" not in text, page
        for script in text.split("<script")[1:]:
            assert "src=" in script.split(">")[0], page


def test_each_thing_that_waits_has_a_place_of_its_own_on_the_admin_home():
    orders = [kind.order for kind in waiting._kinds]  # noqa: SLF001 (no other use of them)
    assert len(orders) > 5
    assert sorted(orders) == sorted(set(orders))


def test_whatever_a_public_form_stores_is_told_by_a_unique_key_of_its_words():
    found = [InquiryForm, *GuardedForm.__subclasses__(), *PublicForm.__subclasses__()]
    forms = [form for form in found if form.__module__.split(".")[0] in {"blog", "contact"}]
    assert {CommentForm, InquiryForm} <= set(forms)
    for form in forms:
        assert form.model._meta.get_field("submission").unique, form
        assert "find" not in vars(form), form


def test_a_migration_with_a_new_rule_looks_first_for_rows_that_break_it():
    own = {"blog", "contact", "coaching_site", "outbox", "accounts"}
    found = 0
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        steps = [type(step) for step in migration.operations]
        if app in own and name != "0001_initial" and AddConstraint in steps:
            found += 1
            assert RunPython in steps[: steps.index(AddConstraint)], (app, name)
    assert found > 2
