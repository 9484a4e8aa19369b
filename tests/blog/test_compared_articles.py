"""Two versions of an article side by side: everything that readers see, by its name."""

from datetime import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from blog.models import Article
from blog.models.article_content import ArticleContent
from coaching_site.comparing import compare_contents
from coaching_site.models.blocks import Block
from tests.factories import make_article, make_author, make_image, make_series, make_topic


def compared(old: ArticleContent, new: ArticleContent) -> dict[str, list[tuple[str, str]]]:
    return {
        field.name: [(str(fragment.change), fragment.text) for fragment in field.fragments]
        for field in compare_contents(Article, old, new)
    }


@pytest.mark.django_db
def test_everything_a_reader_sees_is_compared_by_name():
    anna, bram = make_author("Anna"), make_author("Bram")
    parents, talks = make_topic("Ouders"), make_topic("Gesprekken")
    series, other = make_series("Rust"), make_article("Loslaten")
    moment = datetime(2027, 3, 1, 9, tzinfo=timezone.get_default_timezone())
    old = ArticleContent(title="T", authors=(anna.pk, bram.pk), topics=(parents.pk,), part=1)
    new = ArticleContent(
        title="T",
        authors=(bram.pk, anna.pk),
        topics=(parents.pk, talks.pk),
        related=(other.pk,),
        series=series.pk,
        part=2,
        publish_at=moment,
        end_at=moment,
        featured=True,
        conversation="read_only",
        holds="first",
        comments_close_after_days=14,
        copyright_line="© Anna",
        search_title="Anders",
        search_description="Kort",
        discussion_questions=("Wat doe jij?",),
        slug="t",
        summary="Kort.",
    )

    differ = compared(old, new)
    assert set(ArticleContent.names()) == {*differ, "title", "body", "cover", "social_image"}
    assert differ == {
        "summary": [("added", "Kort.")],
        "publish_at": [("added", "1 maart 2027 09:00")],
        "end_at": [("added", "1 maart 2027 09:00")],
        "authors": [("added", "Bram"), ("same", "Anna"), ("removed", "Bram")],
        "topics": [("same", "Ouders"), ("added", "Gesprekken")],
        "series": [("added", "Rust")],
        "part": [("removed", "1"), ("added", "2")],
        "slug": [("added", "t")],
        "search_title": [("added", "Anders")],
        "search_description": [("added", "Kort")],
        "discussion_questions": [("added", "Wat doe jij?")],
        "related": [("added", "Loslaten")],
        "copyright_line": [("added", "© Anna")],
        "featured": [("removed", "nee"), ("added", "ja")],
        "conversation": [
            ("removed", "zoals ingesteld voor de site"),
            ("added", "alleen lezen: wat gezegd is, blijft staan"),
        ],
        "holds": [
            ("removed", "zoals ingesteld voor de site"),
            ("added", "alleen de eerste reactie van een adres wacht"),
        ],
        "comments_close_after_days": [("added", "14")],
    }


@pytest.mark.django_db
def test_images_blocks_and_what_is_gone_are_shown_by_name(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = make_image(alternative_text="Een klas")
    block = Block.objects.create(name="Over de praktijk", body="<p>x</p>")
    old = ArticleContent(title="T", cover=image.pk, authors=(987_654,))
    new = ArticleContent(
        title="T",
        cover=987_654,
        body=f'<figure><img data-image="{image.pk}" alt="Zo"></figure>'
        f'<aside data-block="{block.pk}"></aside><aside data-block="987654"></aside>',
    )

    text, authors, cover = compare_contents(Article, old, new)

    blocks = text.parts[0].blocks
    shown = [block.new_fragments[0].text for block in blocks]
    assert shown == ["Zo", "Over de praktijk", "bestaat niet meer"]
    assert [block.shown.address for block in blocks] == [image.file.url, "", ""]
    assert [fragment.text for fragment in authors.fragments] == ["bestaat niet meer"]
    assert (cover.old_image.name, cover.new_image.name) == ("Een klas", "bestaat niet meer")
    assert (cover.old_image.address, cover.new_image.address) == (image.file.url, "")


@pytest.mark.django_db
def test_what_nobody_sees_is_no_difference():
    old = ArticleContent(title="T", body="<p>Een   zin.</p>")
    new = ArticleContent(title="T", body="<p>Een zin.</p>\n")

    assert compare_contents(Article, old, new) == []


@pytest.mark.django_db
@pytest.mark.parametrize("side_by_side", [True, False])
def test_nothing_hostile_runs_wherever_it_stands(side_by_side):
    evil = "<script>alert(1)</script>"
    body = '<img data-image="1" onerror="x()"><p onclick=x>&lt;</p><a href="javascript:x">y</a>'
    old = ArticleContent(title="T", body=body, discussion_questions=(evil,))
    new = ArticleContent(
        title=evil, summary=evil, slug=evil, body=f"{body}{evil}<p>{evil}&lt;script&gt;</p>"
    )

    html = render_to_string(
        "admin/versions/_comparison.html",
        {
            "fields": compare_contents(Article, old, new),
            "side_by_side": side_by_side,
            "old_label": evil,
            "new_label": evil,
        },
    )

    assert "&lt;script&gt;" in html
    for running in ("<script", "onerror", "onclick", "javascript:"):
        assert running not in html


@pytest.mark.django_db
@pytest.mark.parametrize("side_by_side", [True, False])
def test_changes_are_told_by_signs_and_words_not_by_colour_alone(side_by_side):
    html = render_to_string(
        "admin/versions/_comparison.html",
        {
            "fields": compare_contents(
                Article, ArticleContent(title="Oud"), ArticleContent(title="Nieuw")
            ),
            "side_by_side": side_by_side,
            "old_label": "Versie 1",
            "new_label": "Versie 2",
        },
    )

    assert '<del><span class="visually-hidden">weg: </span>Oud</del>' in html
    assert '<ins><span class="visually-hidden">erbij: </span>Nieuw</ins>' in html
