"""Promises about the code as a whole."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
# What would be worked out of the gap of a piece instead of a value; an icon's address is constant.
WORKED_OUT = re.compile(
    r"\{\{ \w[\w.]*\|(?!absolute_address)|\{% (for|with|regroup|firstof)\b"
    r"|\{% (el)?if [^%]*(==|!=|<|>|\||\bin\b)"
)
# The addresses and the front page put the apps together.
COMPOSING = {"coaching_site/urls.py", "coaching_site/site/home.py"}


def imported_apps(path: Path) -> set[str]:
    """Return the first name of every module that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize(
    ("app", "forbidden"),
    [
        ("coaching_site", {"blog", "contact", "demo"}),
        ("blog", {"contact", "demo"}),
        ("contact", {"demo"}),
    ],
)
def test_dependencies_point_one_way(app, forbidden):
    offenders = {
        str(path.relative_to(ROOT)): names
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts and (names := imported_apps(path) & forbidden)
    }

    assert {name: offenders[name] for name in offenders.keys() - COMPOSING} == {}


def test_a_piece_asks_no_more_of_a_value_than_whether_it_is_there():
    texts = {page: page.read_text() for page in (ROOT / "templates").rglob("*.html")}
    pieces = {page: text for page, text in texts.items() if text.startswith("{# A piece")}

    assert len(pieces) > 20
    assert [page.name for page, text in pieces.items() if WORKED_OUT.search(text)] == []


def test_the_templates_of_the_blog_name_nothing_of_contact():
    pages = [*(ROOT / "templates/blog").rglob("*"), *(ROOT / "templates/admin/blog").rglob("*")]
    texts = {page.name: page.read_text() for page in pages if page.is_file()}

    assert len(texts) > 10
    assert [name for name, text in texts.items() if "contact/" in text] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_templates_hold_no_inline_style_script_or_handler():
    pages = [page for page in (ROOT / "templates").rglob("*.html") if "mail" not in str(page)]
    assert len(pages) > 30
    for page in pages:
        text = page.read_text()
        assert "<style" not in text, page
        assert " style=" not in text, page
        assert "hx-on" not in text, page
        assert "javascript:" not in text, page
        for script in text.split("<script")[1:]:
            assert "src=" in script.split(">")[0], page
