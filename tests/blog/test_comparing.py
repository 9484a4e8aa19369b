"""Two texts side by side: every word of both is there once."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.comparing import compare_texts, fold
from coaching_site.comparing.passages import MAX_PASSAGES, References, read_passages
from coaching_site.comparing.sequences import Budget, Change, common_runs

NOTHING = References()


def said(old: str, new: str) -> list[str]:
    """Return each passage as one line: [-gone-], {+come+}, what became of it and what it is."""
    signs = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return [
        f"{block.change} {block.shown.kind}: "
        + "".join(signs[fragment.change].format(fragment.text) for fragment in block.fragments)
        for block in compare_texts(old, new)
    ]


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
