"""Two texts side by side: every word of both is there once, and nothing of them is markup."""

import random
import re
from datetime import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from blog.comparing import compare_contents, compare_texts, fold
from blog.comparing.passages import MAX_PASSAGES, References, read_passages
from blog.comparing.sequences import Budget, Change, common_runs
from blog.models.article_content import ArticleContent
from coaching_site.models.blocks import Block
from tests.factories import make_article, make_author, make_image, make_series, make_topic

NOTHING = References()


def said(old: str, new: str) -> list[str]:
    """Return each passage as one line: [-gone-], {+come+}, what became of it and what it is."""
    signs = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return [
        f"{block.change} {block.shown.kind}: "
        + "".join(signs[fragment.change].format(fragment.text) for fragment in block.fragments)
        for block in compare_texts(old, new)
    ]


def compared(old: ArticleContent, new: ArticleContent) -> dict[str, list[tuple[str, str]]]:
    return {
        field.name: [(str(fragment.change), fragment.text) for fragment in field.fragments]
        for field in compare_contents(old, new)
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "<p>De snelle vos springt over de hond.</p>",
            "<p>De trage vos springt over een hond.</p>",
            ["changed p: De[- snelle-]{+ trage+} vos springt over[- de-]{+ een+} hond."],
        ),
        (
            "<p>Eerste alinea blijft.</p><p>Tweede gaat helemaal weg.</p>",
            "<p>Eerste alinea blijft.</p>",
            ["same p: Eerste alinea blijft.", "removed p: [-Tweede gaat helemaal weg.-]"],
        ),
        (
            "<p>Blijft staan.</p>",
            "<h2>Nieuwe kop</h2><p>Blijft staan.</p>",
            ["added h2: {+Nieuwe kop+}", "same p: Blijft staan."],
        ),
        (
            "<p>Ooit een gewone regel.</p>",
            "<h2>Ooit een gewone regel.</h2>",
            ["changed h2: Ooit een gewone regel."],
        ),
        (
            "<ul><li>brood kopen</li><li>melk halen</li></ul>",
            "<ul><li>brood kopen</li><li>melk en kaas halen</li></ul>",
            ["same ul: brood kopen", "changed ul: melk{+ en kaas+} halen"],
        ),
        (
            '<p>Lees <a href="https://a.nl/">dit stuk</a> verder.</p>',
            '<p>Lees <a href="https://b.nl/">dit stuk</a> verder.</p>',
            ["changed p: Lees dit stuk[- (https://a.nl/)-]{+ (https://b.nl/)+} verder."],
        ),
        (
            "<p>Dit woord wordt vet.</p>",
            "<p>Dit <strong>woord</strong> wordt vet.</p>",
            ["changed p: Dit[- woord-]{+ woord+} wordt vet."],
        ),
        (
            "<table><tbody><tr><td>Maandag</td><td>Anna</td></tr></tbody></table>",
            "<table><tbody><tr><td>Maandag</td><td>Bram</td></tr></tbody></table>",
            ["changed tr: Maandag |[- Anna-]{+ Bram+}"],
        ),
        (
            "<blockquote><p>Wie luistert, hoort.</p></blockquote>",
            "<blockquote><p>Wie luistert, leert.</p></blockquote>",
            ["changed blockquote: Wie luistert,[- hoort-]{+ leert+}."],
        ),
        (  # The one "een" is not the other.
            "<p>Elke ochtend begint met een kring waarin kinderen vertellen.</p>",
            "<p>Elke ochtend begint met vrij lezen aan een grote tafel vol prentenboeken.</p>",
            [
                (
                    "changed p: Elke ochtend begint met[- een kring waarin kinderen vertellen-]"
                    "{+ vrij lezen aan een grote tafel vol prentenboeken+}."
                )
            ],
        ),
        (
            "<ol><li>Eerste stap nu</li></ol>",
            "<ul><li>Eerste stap nu</li></ul>",
            ["changed ul: Eerste stap nu"],
        ),
        ("<p>Een regel<br>en nog een</p>", "<p>Een regel en nog een</p>",
         ["changed p: Een regel[-\n-] en nog een"]),
        ("<p>een  twee</p>", "<p> een\ntwee </p>", ["same p: een twee"]),
        ("", "<p>Alles is nieuw.</p>", ["added p: {+Alles is nieuw.+}"]),
        ("", "", []),
    ],
)  # fmt: skip
def test_changes_are_named_word_by_word_in_reading_order(old, new, expected):
    assert said(old, new) == expected


def test_an_unreadable_mixture_becomes_the_old_and_the_new():
    assert said(
        "<p>Een kind dat de klas in loopt en lacht.</p>",
        "<p>Wij de ouders in de gang: dat was niet de bedoeling.</p>",
    ) == [
        "removed p: [-Een kind dat de klas in loopt en lacht.-]",
        "added p: {+Wij de ouders in de gang: dat was niet de bedoeling.+}",
    ]


def test_a_moved_paragraph_is_recognised():
    moved, other = (
        "<p>Deze alinea wandelt door het stuk.</p>",
        "<p>Een heel andere zin staat hier.</p>",
    )

    blocks = compare_texts(moved + other + "<p>Slot.</p>", other + "<p>Slot.</p>" + moved)

    assert [(str(block.change), block.moved) for block in blocks] == [
        ("removed", True),
        ("same", False),
        ("same", False),
        ("added", True),
    ]


def test_images_are_compared_by_what_they_are_and_by_their_words():
    old = '<figure><img data-image="3" alt="Een klas"><figcaption>In mei</figcaption></figure>'
    new = (
        '<figure><img data-image="3" alt="Een volle klas"><figcaption>In juni</figcaption></figure>'
    )
    other = '<figure><img data-image="4" alt="Een klas"><figcaption>In mei</figcaption></figure>'

    assert said(old, new) == [
        "changed img: Een{+ volle+} klas",
        "changed figcaption: In[- mei-]{+ juni+}",
    ]
    assert said(old, other) == [
        "removed img: [-Een klas-]",
        "added img: {+Een klas+}",
        "same figcaption: In mei",
    ]


def test_long_unchanged_stretches_are_folded_and_changes_keep_a_neighbour_in_sight():
    lines = [f"<p>Regel nummer {number} blijft zoals hij was.</p>" for number in range(20)]
    changed = [*lines[:10], "<p>Iets heel nieuws.</p>", *lines[10:]]

    parts = fold(compare_texts("".join(lines), "".join(changed)))

    assert [(part.folded, len(part.blocks)) for part in parts] == [
        (True, 9),
        (False, 1),
        (False, 1),
        (False, 1),
        (True, 9),
    ]


words = st.lists(st.sampled_from(["de", "kat", "zit", "op", "een", "mat", ",", "."]), max_size=12)
tags = st.sampled_from(["p", "h2", "h3", "blockquote"])
texts = st.lists(st.tuples(tags, words), max_size=8).map(
    lambda blocks: "".join(f"<{tag}>{' '.join(some)}</{tag}>" for tag, some in blocks)
)


@given(old=texts, new=texts)
def test_every_word_of_both_texts_is_there_in_its_order(old, new):
    def letters(fragments) -> str:
        return "".join("".join(fragment.text for fragment in fragments).split())

    blocks = compare_texts(old, new)

    for text, side in ((old, "old_fragments"), (new, "new_fragments")):
        shown = "".join(letters(getattr(block, side)) for block in blocks)
        assert shown == "".join(re.sub("<[^>]*>", " ", text).split())


@given(text=texts)
def test_a_text_equals_itself(text):
    assert {str(block.change) for block in compare_texts(text, text)} <= {"same"}


numbers = st.lists(st.integers(0, 4), max_size=14)


@given(old=numbers, new=numbers)
def test_what_two_rows_share_stands_in_both_in_order(old, new):
    old_end = new_end = 0
    for run in common_runs(old, new, Budget()):
        assert run.old >= old_end
        assert run.new >= new_end
        old_end, new_end = run.old + run.length, run.new + run.length
        assert old[run.old : old_end] == new[run.new : new_end]


def test_a_comparison_of_the_worst_rows_ends_when_its_budget_does():
    chance = random.Random(1)  # noqa: S311 (always the same rows)
    old, new = ([chance.randrange(2) for _ in range(100_000)] for _row in range(2))
    budget = Budget()

    common_runs(old, new, budget)

    assert budget.steps > -len(old) - len(new)


def test_what_the_budget_does_not_reach_counts_as_changed():
    old, new = [1, 2, 7, 3, 1], [1, 4, 7, 5, 1]

    assert common_runs(old, new, Budget()) == [(0, 0, 1), (2, 2, 1), (4, 4, 1)]
    assert common_runs(old, new, Budget(0)) == [(0, 0, 1), (4, 4, 1)]


def test_a_text_of_ever_so_many_letters_is_a_bounded_number_of_passages():
    passages = read_passages("<p>a</p>" * 2 * MAX_PASSAGES, NOTHING)

    assert len(passages) == MAX_PASSAGES + 1
    assert sum(len("".join(word.text.split())) for word in words_of(passages)) == 2 * MAX_PASSAGES


def words_of(passages):
    return [word for passage in passages for word in passage.words]


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
        comments_open=False,
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
        "publish_at": [("added", "1 maart 2027 09:00 (Europe/Amsterdam)")],
        "end_at": [("added", "1 maart 2027 09:00 (Europe/Amsterdam)")],
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
        "comments_open": [("removed", "ja"), ("added", "nee")],
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

    text, authors, cover = compare_contents(old, new)

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

    assert compare_contents(old, new) == []


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
        "admin/blog/article/_comparison.html",
        {
            "fields": compare_contents(old, new),
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
        "admin/blog/article/_comparison.html",
        {
            "fields": compare_contents(ArticleContent(title="Oud"), ArticleContent(title="Nieuw")),
            "side_by_side": side_by_side,
            "old_label": "Versie 1",
            "new_label": "Versie 2",
        },
    )

    assert '<del><span class="visually-hidden">weg: </span>Oud</del>' in html
    assert '<ins><span class="visually-hidden">erbij: </span>Nieuw</ins>' in html
