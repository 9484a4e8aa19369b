"""What public pages do once per process: SQL, and the constants and pieces of templates."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.template import Context, Engine
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries, Settings

from blog.models import Article
from blog.templatetags.comments import in_paragraphs
from coaching_site.clock import shown_at
from coaching_site.compiled_queries import CompiledQuery, PlannedQuery
from coaching_site.pieces import fill_piece
from tests.factories import make_article


@pytest.mark.django_db
def test_a_compiled_query_asks_anew_with_its_values_and_at_its_moment(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    find = CompiledQuery(lambda slug: Article.objects.published().filter(slug=slug), slug="-slug-")
    first, second = make_article(slug="een"), make_article(slug="twee")
    planned = make_article(slug="later", publish_at=timezone.now() + timedelta(days=2))

    with django_assert_num_queries(4):
        assert find(slug="een") == [first]
        assert find(slug="twee") == [second]
        assert find(slug="later") == []
        with shown_at(timezone.now() + timedelta(days=3)):
            assert find(slug="later") == [planned]
    Article.objects.filter(pk=first.pk).update(title="Anders")
    assert find(slug="een")[0].title == "Anders"


@pytest.mark.django_db
def test_one_of_takes_any_number_of_values() -> None:
    find = CompiledQuery(lambda ids: Article.objects.filter(pk__one_of=ids), ids=[-1])
    articles = [make_article() for _ in range(3)]
    for number in range(4):
        some = articles[:number]
        assert {found.pk for found in find(ids=[each.pk for each in some])} == {
            each.pk for each in some
        }


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "kept"), [(CompiledQuery, 1), (PlannedQuery, 0)])
def test_only_a_query_that_may_do_so_keeps_its_plan(kind: type[CompiledQuery], kept: int) -> None:
    find = kind(lambda slug: Article.objects.filter(slug=slug, part=kept), slug="-slug-")
    article = make_article(slug="een", part=kept)
    for _ in range(10):
        assert find(slug="een") == [article]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'part. = '")
        assert cursor.fetchone() == (kept,)


@pytest.fixture
def templates(tmp_path: Path, settings: Settings) -> Path:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return tmp_path


def test_a_piece_escapes_what_is_filled_in_and_knows_what_is_there(templates: Path) -> None:
    (templates / "stuk.html").write_text("{% if b %}{{ b }} 100% {% endif %}<i>{{ a }}</i>")
    assert fill_piece("stuk.html", a="<%(b)s>", b="") == "<i>&lt;%(b)s&gt;</i>"
    assert fill_piece("stuk.html", a=SafeString("<b>"), b="&") == "&amp; 100% <i><b></i>"


def test_constants_are_worked_out_for_each_language_and_the_rest_each_time(tmp_path: Path) -> None:
    (tmp_path / "deel.html").write_text("{% load i18n %}<b>{% translate 'Articles' %}</b>")
    (tmp_path / "blad.html").write_text(
        "{% load i18n %}{% include 'deel.html' only %}{% url 'home' as way %}"
        "{% for x in xs %}{% translate 'Articles' %}{{ x }}{{ way }}{% endfor %}"
    )
    loader = (
        "coaching_site.constant_templates.Loader",
        [("django.template.loaders.filesystem.Loader", [tmp_path])],
    )
    libraries = {"i18n": "django.templatetags.i18n"}
    template = Engine(loaders=[loader], libraries=libraries).get_template("blad.html")
    for number in range(2):
        for language, word in (("nl", "Artikelen"), ("en", "Articles")):
            with override(language):
                page = template.render(Context({"xs": [number]}))
            assert page == f"<b>{word}</b>{word}{number}/"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\r\r\nc", "<p>a<br>b</p>\n\n<p>c</p>"),
        ("<i> & \"'", "<p>&lt;i&gt; &amp; &quot;&#x27;</p>"),
        ("", "<p></p>"),
    ],
)
def test_plain_text_is_shown_in_paragraphs(text: str, shown: str) -> None:
    assert in_paragraphs(text) == shown
