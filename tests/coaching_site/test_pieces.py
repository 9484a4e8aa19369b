"""Templates that are read once and then only filled in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.autoreload import file_changed
from django.utils.safestring import SafeString
from pytest_django import Settings

from coaching_site.pieces import Value, fill_each, fill_piece, forget_pieces, joined


@pytest.fixture
def templates(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Return a folder of templates; a piece is known by its name, so none is left for another."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    forget_pieces()
    yield tmp_path
    forget_pieces()


def test_a_piece_escapes_what_is_filled_in_and_knows_what_is_there(templates: Path) -> None:
    (templates / "stuk.html").write_text("{% if b %}{{ b }} 100% {% endif %}<i>{{ a }}</i>")
    assert fill_piece("stuk.html", a="<%(b)s>", b="") == "<i>&lt;%(b)s&gt;</i>"
    assert fill_piece("stuk.html", a=SafeString("<b>"), b="&") == "&amp; 100% <i><b></i>"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", "nothing"),
        (None, "nothing"),
        (False, "nothing"),
        (SafeString(""), "[]"),
        (0, "[0]"),
        ("0", "[0]"),
        (" ", "[ ]"),
    ],
)
def test_nothing_is_there_of_an_empty_text_and_something_of_an_empty_piece_and_of_zero(
    templates: Path, value: Value, shown: str
) -> None:
    (templates / "stuk.html").write_text("{% if a %}[{{ a }}]{% else %}nothing{% endif %}")
    assert fill_piece("stuk.html", a=value) == shown


def test_each_row_fills_the_piece_with_what_it_has(templates: Path) -> None:
    (templates / "rij.html").write_text("<li>{{ a }}{% if b %}, {{ b }}{% endif %}</li>")
    rows: list[dict[str, Value]] = [{"a": "<"}, {"a": 2, "b": SafeString("<b>")}, {"a": 3, "b": ""}]
    filled = fill_each("rij.html", iter(rows))
    assert filled == "<li>&lt;</li><li>2, <b></li><li>3</li>"
    assert isinstance(filled, SafeString)
    assert fill_each("rij.html", []) == ""


def test_joined_pieces_are_a_piece_and_none_are_not_there(templates: Path) -> None:
    (templates / "stuk.html").write_text("{% if a %}{{ a }}{% else %}nothing{% endif %}")
    pieces = [SafeString("<b>"), SafeString("<i>")]
    assert fill_piece("stuk.html", a=joined(iter(pieces), " · ")) == "<b> · <i>"
    assert fill_piece("stuk.html", a=joined(pieces)) == "<b><i>"
    assert fill_piece("stuk.html", a=joined([], " · ")) == "nothing"


def test_a_name_with_a_dot_is_a_part_of_a_group(templates: Path) -> None:
    (templates / "stuk.html").write_text(
        "{{ frame.header }}{% if frame.tagline %}{{ frame.tagline }}{% endif %}"
        "{% if frame %}<p>{{ frame.name }} {{ name }}</p>{% endif %}"
    )
    parts: dict[str, Value] = {"frame.header": SafeString("<hr>"), "frame.name": "&"}
    assert fill_piece("stuk.html", name="1", **parts) == "<hr><p>&amp; 1</p>"
    with_tagline = fill_piece("stuk.html", name="2", **parts, **{"frame.tagline": "Rust."})
    assert with_tagline == "<hr>Rust.<p>&amp; 2</p>"


def test_a_piece_holds_what_it_extends_includes_and_names(templates: Path) -> None:
    (templates / "basis.html").write_text("<b>{% block kop %}{% endblock %}</b>{{ staart }}")
    (templates / "deel.html").write_text("<i>{{ woord }}</i>")
    (templates / "stuk.html").write_text(
        "{% extends 'basis.html' %}{% partialdef los %}<u>{{ a }}</u>{% endpartialdef %}"
        "{% block kop %}{% include 'deel.html' with woord=a only %}{% endblock %}"
    )
    assert fill_piece("stuk.html", a="<", staart="%") == "<b><i>&lt;</i></b>%"
    assert fill_piece("stuk.html#los", a="<") == "<u>&lt;</u>"


def test_a_piece_speaks_the_language_of_the_site(templates: Path, settings: Settings) -> None:
    (templates / "stuk.html").write_text("{% load i18n %}{% translate 'Articles' %} {{ a }}")
    for number in range(2):
        for language, word in (("nl", "Artikelen"), ("en", "Articles")):
            settings.LANGUAGE_CODE = language
            forget_pieces()
            assert fill_piece("stuk.html", a=number) == f"{word} {number}"


def test_how_a_template_is_laid_out_is_dropped_and_what_is_filled_in_is_not(
    templates: Path,
) -> None:
    (templates / "stuk.html").write_text(
        "\n\n  <p>\n    {{ a }}  <i> b </i>\t\n\n  </p>   \n{# aside #}\n"
    )
    text = SafeString("<pre>\n  een\n\n  twee </pre>")
    assert fill_piece("stuk.html", a=text) == f"<p>\n{text}  <i> b </i>\n</p>"


def test_a_template_is_rendered_once_until_its_file_is_changed(templates: Path) -> None:
    template = templates / "stuk.html"
    template.write_text("Oud {{ a }}")
    assert fill_piece("stuk.html", a=1) == "Oud 1"

    template.write_text("Nieuw {{ a }}")
    assert fill_piece("stuk.html", a=2) == "Oud 2"
    file_changed.send(sender=None, file_path=template)

    assert fill_piece("stuk.html", a=3) == "Nieuw 3"
