"""Search: words in any spelling of accents, unfinished words, marks where they stand."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from blog.search import matches
from blog.search.excerpts import excerpt
from blog.search.queries import clean_query
from tests.factories import make_article, make_author, make_series, make_topic
from tests.shown import document_of, words_in_each

pytestmark = pytest.mark.django_db


def found(client, query: str) -> list[str]:
    response = client.get("/artikelen/zoeken/", {"q": query})
    return words_in_each(response, "result__title")


@pytest.fixture
def articles():
    make_article(
        "De kring", summary="Over ouders", body_text="Een gesprek met Zoë over één leerling."
    )
    make_article("Ouders als partner", body_text="Samen aan tafel zitten met de crèche.")
    make_article("Rust", body_text="Loslaten is niet hetzelfde als laten vallen.")
    now = timezone.now()
    make_article("Geheim concept over ouders", publish_at=None)
    make_article("Geheim gepland over ouders", publish_at=now + timedelta(days=1))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("ouders", ["Ouders als partner", "De kring"]),
        ("ouder", ["Ouders als partner", "De kring"]),
        ("zoe", ["De kring"]),
        ("Zoë", ["De kring"]),
        ("creche", ["Ouders als partner"]),
        ("losla", ["Rust"]),
        ("gesprek leerl", ["De kring"]),
        ('"laten vallen"', ["Rust"]),
        ('"vallen laten"', []),
        ("ouders -partner", ["De kring"]),
        ("loslaten or crèche", ["Ouders als partner", "Rust"]),
        ("geheim", []),
        ("de het een", []),
        ("zeppelin", []),
    ],
)
def test_a_search_finds_what_was_meant_best_first(client, articles, query, titles):
    assert sorted(found(client, query)) == sorted(titles)
    if query == "ouders":
        assert found(client, query) == titles


@pytest.mark.parametrize(
    "query",
    ["", " ", "\x07", "a\x07b", "'", '"', '"a', "\\", ":*", "a:*", "<->", "!", "-", "&|!()", "%",
     "()" * 500, "é" * 5_000, "🙂", "\u202eabc", "or", "a or", "or a", "-a", "<script>", "\ud7ff",
     "-" * 200, "- " * 60, "school " + "-" * 40, "-!" * 99 + "a", "-(" * 99 + "a", "-| " * 60 + "a",
     '-""' * 60, '-"a" ' * 40, "-a" * 99],
)  # fmt: skip
def test_any_query_gets_an_answer(client, articles, query):
    assert client.get("/artikelen/zoeken/", {"q": query}).status_code == 200


def test_marks_stand_around_the_words_as_the_author_spelt_them(client, articles):
    html = client.get("/artikelen/zoeken/?q=zoe").content.decode()

    assert "met <mark>Zoë</mark> over" in html


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("ouder", "Ouders en OUDER, niet ouderdom.", ["Ouders", "OUDER", "ouderdom"]),
        ("ouders oude", "Ouders, de oude en ouderdom.", ["Ouders", "oude", "ouderdom"]),
        ("rood blauw", "Een rode en een blauwe.", ["rode", "blauwe"]),
        ("zoé", "ZOE, Zoë of zoé.", ["ZOE", "Zoë", "zoé"]),
        ("creche", "De crèches.", ["crèches"]),
        ('"laten vallen"', "Vallen laten en laten vallen.", ["Vallen", "laten", "laten", "vallen"]),
        ("klas or groep", "Een klas of een groep.", ["klas", "groep"]),
        ("klas -groep", "De klas.", ["klas"]),
        ("mede-leerling", "Een mede-leerling.", ["mede-leerling"]),
        ("leerling", "De mede-leerling!", ["leerling"]),
        ("3.5", "Van 3 naar 3.5.", ["3.5"]),
        ("school.nl", "Zie school.nl.", ["school.nl"]),
        ("maan", "Manen en maan.", ["Manen", "maan"]),
        ("e", "E, e of é.", ["E", "e", "é"]),
    ],
)
def test_what_was_found_is_marked_wherever_it_stands(client, query, text, words):
    make_article(body_text=text)

    html = client.get("/artikelen/zoeken/", {"q": query}).content.decode()

    assert re.findall("<mark>(.*?)</mark>", html) == words


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("vaak", [0, 1, 2]),
        ("va", [0, 1, 2]),
        ("soms", [3, 4]),
        ("som", [3, 4]),
        ("zelden", [9]),
        ("nooit", []),
        ("de het een", []),
    ],
)
def test_the_newest_matches_are_found_however_common_the_word(client, monkeypatch, query, numbers):
    monkeypatch.setattr(matches, "MOST_FOUND", 3)
    texts = {3: "vaak soms", 4: "vaak soms", 9: "zelden"}
    for number in range(10):
        moment = timezone.now() - timedelta(days=20 * number + 1)
        make_article(str(number), publish_at=moment, body_text=texts.get(number, "vaak"))
    make_article("geheim", publish_at=None, body_text="vaak soms zelden nooit")

    assert sorted(map(int, found(client, query))) == numbers


def test_a_word_that_many_of_the_newest_have_is_not_taken_for_a_beginning(client, monkeypatch):
    monkeypatch.setattr(matches, "MOST_FOUND", 2)
    for number, text in enumerate(["klassiek", "klas", "klassiek", "klas", "zeldzaam", "zeld"]):
        moment = timezone.now() - timedelta(days=40 * number + 1)
        make_article(str(number), publish_at=moment, body_text=text)

    assert sorted(found(client, "klas")) == ["1", "3"]
    assert sorted(found(client, "zeld")) == ["4", "5"]


def test_a_search_says_that_older_articles_were_not_looked_at(client, monkeypatch):
    for name in ("blog.search.matches.MOST_FOUND", "blog.views.lists.MOST_FOUND"):
        monkeypatch.setattr(name, 2)
    make_article(body_text="vaak")
    one = client.get("/artikelen/zoeken/?q=vaak").content.decode()
    make_article(body_text="vaak")
    make_article(body_text="vaak")
    cut = client.get("/artikelen/zoeken/?q=vaak").content.decode()

    assert "1 artikel over “vaak”" in one
    assert "De nieuwste 2 artikelen over “vaak”" in cut


def test_who_searches_for_a_word_that_stands_everywhere_is_told_so(client):
    make_article(body_text="De klas en een vraag.")

    shown = client.get("/artikelen/zoeken/?q=een").content.decode()

    assert "Op woorden die overal staan, zoals “de” en “een”, wordt niet gezocht." in shown


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("naïma", ["Auteur Naïma el Idrissi"]),
        ("idr NAI", ["Auteur Naïma el Idrissi"]),
        ("rekenen", ["Thema Rekenen & taal", "Serie Rekenen in stappen"]),
        ("niemand", []),
        ("&|!:*'", []),
    ],
)
def test_a_search_leads_to_who_and_what_is_called_so(client, query, names):
    author, topic = make_author("Naïma el Idrissi"), make_topic("Rekenen & taal")
    series = make_series("Rekenen in stappen")
    make_article("Een deel", authors=(author,), topics=(topic,), series=series, part=1)
    make_author("Niemand Leest")
    make_topic("Niemandsland")
    make_article("Later", series=make_series("Niemand"), part=1, publish_at=None)
    shown = client.get("/artikelen/zoeken/", {"q": query})

    assert words_in_each(shown, "named") == ([" ".join(names)] if names else [])
    assert ("Probeer één woord" in shown.content.decode()) == (not names)
    for link in document_of(shown).xpath("//ul[@class='named']//a"):
        assert client.get(link.get("href")).status_code == 200


def test_an_excerpt_shows_no_markup_of_the_text(client):
    make_article(body_text="Het woord <b>vet</b> & <script>alert(1)</script> staat hier.")

    html = client.get("/artikelen/zoeken/?q=woord").content.decode()

    assert "<script>alert" not in html
    assert "<mark>woord</mark> &lt;b&gt;vet" in html


def test_the_second_page_of_a_search_is_reached_with_the_same_words(client):
    for number in range(13):
        moment = timezone.now() - timedelta(days=number + 1)
        make_article(str(number), publish_at=moment, body_text="Rust & orde, 100% goed.")
    first = client.get("/artikelen/zoeken/", {"q": '"rust & orde" 100%'})

    [way] = document_of(first).xpath("//a[@rel='next']/@href")
    second = client.get(f"/artikelen/zoeken/{way}")

    titles = [words_in_each(page, "result__title") for page in (first, second)]
    assert [len(found_here) for found_here in titles] == [12, 1]
    assert sorted(map(int, titles[0] + titles[1])) == list(range(13))


def test_a_query_comes_back_in_its_field_as_text(client):
    html = client.get("/artikelen/zoeken/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("foto's", "De foto’s hangen er.", ["foto’s"]),
        ("foto’s", "De foto‘s hangen er.", ["foto‘s"]),
        ("foto", "De foto’s hangen er.", ["foto"]),
        ("aap", "Een “aap”, ‘noot’ en ’t schaap.", ["aap"]),
        ("schaap", "Een “aap” en ’tschaap of ’schaap’.", ["schaap"]),
        ("verzorger", "Elke ouder/verzorger.", ["verzorger"]),
        ("ouder", "Elke ouder/verzorger.", ["ouder"]),
        ("ouder/verzorger", "Elke ouder/verzorger.", ["ouder/verzorger"]),
        ("verder", "Ben je klaar.Verder dan.", ["Verder"]),
        ("schoolbord", "Het school\u00adbord.", ["school\u00adbord"]),
        ("school\u00adbord", "Het schoolbord.", ["schoolbord"]),
        ("krijt", "Krijt\u00ad op het bord.", ["Krijt\u00ad"]),
        ("8", "Groep 7–8.", ["8"]),
        ("8", "Groep 7-8.", ["8"]),
        ("3.5", "Van 3.5 naar 5.3.", ["3.5"]),
        ("school.nl", "Kijk op school.nl.", ["school.nl"]),
        ("anna@school.nl", "Mail anna@school.nl.", ["anna@school.nl"]),
        ("school", "Mail anna@school.nl.", ["school"]),
        ("lodz", "In Łódź.", ["Łódź"]),
        ("Łódź", "In Lodz.", ["Lodz"]),
        ("soren", "Met Søren.", ["Søren"]),
        ("strasse", "De Straße.", ["Straße"]),
        ("aerobic", "De ærobic.", ["ærobic"]),
        ("“laten vallen”", "Vallen, laten vallen.", ["Vallen", "laten", "vallen"]),
    ],
)
def test_words_are_told_apart_as_people_do(client, query, text, words):
    make_article(body_text=text)

    html = client.get("/artikelen/zoeken/", {"q": query}).content.decode()

    assert re.findall("<mark>(.*?)</mark>", html) == words


def test_curly_quotation_marks_hold_words_together_as_straight_ones_do(client):
    make_article("Juist", body_text="Laten vallen.")
    make_article("Andersom", body_text="Vallen laten.")

    assert found(client, "“laten vallen”") == ["Juist"]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("sahin", "Juf \u015eahin.", ["\u015eahin"]),
        ("\u015eahin", "Juf Sahin.", ["Sahin"]),
        ("zoe", "Met Zoe\u0308 erbij.", ["Zoe\u0308"]),
        ("zoe\u0308", "Met Zo\u00eb erbij.", ["Zo\u00eb"]),
    ],
)
def test_accents_of_any_language_are_passed_by(client, query, text, words):
    make_article(body_text=text)

    html = client.get("/artikelen/zoeken/", {"q": query}).content.decode()

    assert re.findall("<mark>(.*?)</mark>", html) == words


@given(st.text())
def test_a_cleaned_query_is_one_short_line_without_control_characters(text):
    cleaned = clean_query(text)

    assert len(cleaned) <= 200
    assert cleaned == " ".join(cleaned.split())
    assert "\x00" not in cleaned


@given(st.lists(st.tuples(st.text("ab <&é", min_size=1), st.booleans())))
def test_an_excerpt_is_a_part_of_the_text_in_segments(parts):
    original, ranges = "", []
    for text, is_found in parts:
        if is_found:
            ranges.append((len(original), len(original) + len(text)))
        original += text

    segments = excerpt(original, ranges)

    shown = "".join(words for words, _is_found in segments).removeprefix("… ").removesuffix(" …")
    assert shown in original
    assert len(shown) <= 240
    found_words = {original[start:end] for start, end in ranges}
    assert {words for words, is_found in segments if is_found} <= found_words
