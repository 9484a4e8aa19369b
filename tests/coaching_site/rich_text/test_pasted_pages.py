"""What stood around a pasted web page is told from its text, in Dutch and English."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from coaching_site.rich_text.pasted_pages.blocks import copyright_lines_in
from coaching_site.rich_text.pasted_pages.lines import parts_of
from tests.factories import make_author

PASTE = "/admin/paste/"
MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)
TEXT = f"<p>{'Een zin van de tekst zelf. ' * 5}</p>"


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


@pytest.mark.parametrize(
    ("line", "day", "hour"),
    [
        ("12 maart 2021", "12-03-2021", ""),
        ("12 mrt. 2021", "12-03-2021", ""),
        ("12e maart 2021", "12-03-2021", ""),
        ("12-03-2021", "12-03-2021", ""),
        ("12/03/2021", "12-03-2021", ""),
        ("2021-03-12", "12-03-2021", ""),
        ("vrijdag 12 maart 2021", "12-03-2021", ""),
        ("Gepubliceerd op 12 maart 2021 om 10.15 uur", "12-03-2021", "10:15"),
        ("Geplaatst: 12 maart 2021", "12-03-2021", ""),
        ("Posted on March 12, 2021", "12-03-2021", ""),
        ("Published Mar 12, 2021", "12-03-2021", ""),
        ("Friday, March 12th, 2021", "12-03-2021", ""),
        ("12th of March 2021", "12-03-2021", ""),
        ("March 12, 2021 at 10:15 AM", "12-03-2021", ""),
        ("Mar 12", "12-03-2026", ""),
        ("12 december", "12-12-2025", ""),
    ],
)
def test_a_line_that_is_a_date_is_read_as_its_fields_show_it(
    line: str, day: str, hour: str
) -> None:
    with time_machine.travel(MAY, tick=False):
        assert [(part.kind, part.value) for part in parts_of(line)] == [("moment", (day, hour))]


KNOWN = {
    "Door Vera de Wit": "names",
    "By Vera Smit": "names",
    "Geschreven door Marit Hoekstra en Joost Brandsma": "names",
    "Tekst: Vera van ’t Hof": "names",
    "By Vera Smit on March 12, 2024": "names moment",
    "Door Vera de Jong, 12 maart 2024": "names moment",
    "Vera de Jong | 12 maart 2024": "names moment",
    "Door Vera de Jong · 14 maart 2019 · 3 min read": "names moment page",
    "Door Vera de Jong\n14 maart 2019": "names moment",
    "3 min read · Mar 12, 2021": "page moment",
    "Geplaatst op 12 maart 2021 door Vera de Wit": "page moment names",
    "Posted on March 12, 2021 by Vera de Wit in Classroom": "page moment names page",
    "Gepost door Vera de Wit op 10:15": "page names page",
    "Updated: Mar 14": "page",
    "Laatst bijgewerkt op 12 maart 2021": "page",
    "3 min read": "page",
    "Leestijd: 5 minuten": "page",
    "leestijd 3 minuten": "page",
    "4 min. leestijd": "page",
    "Comments": "page",
    "3 reacties": "page",
    "Reacties (4)": "page",
    "Comments: 3": "page",
    "0 Comments": "page",
    "12 views 0 comments": "page",
    "3 gedachten over “Rust in de klas”": "page",
    "Geef een reactie": "page",
    "Write a comment...": "page",
    "Je e-mailadres wordt niet gepubliceerd. Vereiste velden zijn gemarkeerd met *": "page",
    "Share": "page",
    "Deel dit": "page",
    "Deel dit artikel op Facebook": "page",
    "Share this post": "page",
    "Like": "page",
    "Vind ik leuk": "page",
    "+ Follow": "page",
    "Log in / Sign up": "page",
    "Home | Blog | Over mij | Contact": "page page page page",
    "← Vorig bericht": "page",
    "Next post: How to begin": "page",
    "Categorieën: Klas, Rust": "page",
    "Mogelijk gemaakt door WordPress.com": "page",
    "© 2021": "rights",
    "© 2019 Vera de Jong. Alle rechten voorbehouden.": "rights",
    "© Vera de Wit": "rights",
    "(c) 2019-2021 Vera de Wit": "rights",
    "Copyright 2024 De Praktijk": "rights",
    "2021 © De Praktijk": "rights",
}
ORDINARY = [
    "12 maart 2021 was een mooie dag.",
    "Op 12 maart vieren we feest.",
    "31 februari 2024",
    "12 maart 2099",
    "dinsdag 11 maart 2024",
    "2021",
    "Vera de Wit",
    "Rust Is Geen Stilte",
    "Door samen te werken",
    "By the way",
    "Copyright is lastig",
    "© is het teken van auteursrecht.",
    "© 2020 stond eronder.",
    "Zie “© 2020” onder de foto.",
    "(c) Kinderen leren door te spelen",
    "Reacties van ouders",
    "Deel dit met je team en bespreek het.",
    "Geef een reactie op wat een kind zegt",
    "In 5 min. lezen kinderen jou af, niet je woorden.",
    "5 minuten",
    "Utrecht, 12 maart",
    f"Door Vera de Wit{' en nog iemand' * 20}",
]


@pytest.mark.parametrize(("line", "kinds"), KNOWN.items())
def test_a_line_of_a_page_is_told_by_all_that_it_says(line: str, kinds: str) -> None:
    assert " ".join(part.kind for part in parts_of(line)) == kinds


@pytest.mark.parametrize("line", ORDINARY)
def test_a_line_of_a_text_is_none_of_a_page(line: str) -> None:
    assert parts_of(line) == ()


def test_who_made_the_site_is_no_part_of_whose_it_is() -> None:
    [part] = parts_of("©2021 by Vera de Wit. Proudly created with Wix.com")
    assert part.value == ("©2021 by Vera de Wit",)


def test_a_copyright_line_is_found_behind_a_break_too() -> None:
    html = "<p>Tot dan!<br>© 2021 Vera de Wit</p><ul><li>Zie © 2020 eronder.</li></ul>"
    assert copyright_lines_in(html) == ["© 2021 Vera de Wit"]


def offers(desk: Client, html: str) -> list[str]:
    """Return what is offered of a paste, in words, without what each begins with."""
    shown = [offer["words"] for offer in desk.post(PASTE, {"html": html}).json()["offers"]]
    of_the_page = "Dit hoort bij de webpagina, niet bij de tekst: "
    return [words.replace(of_the_page, "").replace("Dit lijkt een ", "") for words in shown]


WIX = f"""<p>All Posts</p><p>Log in / Sign up</p>
<ul><li>Vera de Wit</li><li>Mar 12, 2021</li><li>3 min read</li></ul><h1>Rust in de klas</h1>
<p>Updated: Mar 14</p>{TEXT}<h2>Delen</h2>{TEXT}<p>12 views</p><p>0 comments</p>
<h2>Recent Posts</h2><p>See All</p><p>Stilte</p><h2>Comments</h2><p>Write a comment...</p>
<p>©2021 by Vera de Wit. Proudly created with Wix.com</p>"""
WORDPRESS = f"""<a href="#tekst">Skip to content</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/o/">Onderwijs</a></li></ul></nav>
<h1>Rust in de klas</h1><p>Geplaatst op <a href="/x/">12 maart 2021</a> door <a href="/v/">Vera de
Wit</a></p>{TEXT}<h3>Dit delen:</h3><ul><li>Twitter</li><li>Facebook</li></ul>
<p>Categorieën: Klas</p><h3>Geef een reactie</h3>"""
BLOGGER = f"""<h2>zondag 14 maart 2021</h2><h3>Rust in de klas</h3>{TEXT}
<p>Gepost door Vera de Wit op 10:15</p><p>Geen opmerkingen:</p><p>Een reactie posten</p>"""
LINKEDIN = f"""<h1>Rust in de klas</h1><p>Vera de Wit</p><p>Published Mar 12, 2021</p>
<p>+ Follow</p>{TEXT}<p>Like</p><p>Comment</p><p>Share</p><p>12 reacties</p>"""
MEDIUM = f"""<h1>Rust in de klas</h1><p>Vera de Wit</p><p>Follow</p><p>3 min read · Mar 12, 2021</p>
<p>--</p><p>1</p><p>Listen</p><p>Share</p>{TEXT}"""
PAGES = {
    WIX: [
        "“All Posts”, “Log in / Sign up”",
        "naam en een datum: “Vera de Wit Mar 12, 2021 3 min read”",
        "titel: “Rust in de klas”",
        "“Updated: Mar 14”",
        "“12 views”, “0 comments”, “Recent Posts”, “See All”",
        "“Comments”, “Write a comment...”",
        "copyrightregel: “©2021 by Vera de Wit. Proudly created with Wix.com”",
    ],
    WORDPRESS: [
        "“Skip to content”, “Home Onderwijs”",
        "titel: “Rust in de klas”",
        "datum en een naam: “Geplaatst op 12 maart 2021 door Vera de Wit”",
        "“Dit delen:”, “Twitter Facebook”, “Categorieën: Klas”, “Geef een reactie”",
    ],
    BLOGGER: [
        "datum: “zondag 14 maart 2021”",
        "naam: “Gepost door Vera de Wit op 10:15”",
        "“Geen opmerkingen:”, “Een reactie posten”",
    ],
    LINKEDIN: [
        "titel: “Rust in de klas”",
        "naam: “Vera de Wit”",
        "datum: “Published Mar 12, 2021”",
        "“+ Follow”",
        "“Like”, “Comment”, “Share”, “12 reacties”",
    ],
    MEDIUM: [
        "titel: “Rust in de klas”",
        "naam: “Vera de Wit”",
        "“Follow”",
        "datum: “3 min read · Mar 12, 2021”",
        "“--”, “1”, “Listen”, “Share”",
    ],
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("html", "offered"), PAGES.items(), ids=["wix", "wordpress", "blogger", "linkedin", "medium"]
)
def test_of_a_whole_page_is_offered_what_stood_around_its_text(
    desk: Client, html: str, offered: list[str]
) -> None:
    assert offers(desk, html) == offered


@pytest.mark.django_db
@pytest.mark.parametrize(
    "html",
    [
        "<p>Op 12 maart vieren we feest.</p><p>Door samen te werken.</p>",
        f"<h2>Contact</h2>{TEXT}<h2>Delen</h2>{TEXT}<h2>Contact</h2><p>Vera de Wit</p>",
        f"<h2>Les 1</h2>{TEXT}<p>Delen</p>{TEXT}",
        f"{TEXT}<p>maandag 8 maart 2021</p>{TEXT}<p>dinsdag 9 maart 2021</p>{TEXT}",
        "<p>12 maart 2021</p>",
        "<h1>Rust</h1>",
        f"<h1>Rust</h1>{TEXT}<h1>Stilte</h1>{TEXT}<p>Vera</p>",
    ],
    ids=["short", "headings", "a word", "diary", "only a date", "only a title", "two titles"],
)
def test_an_ordinary_text_brings_no_offers(desk: Client, html: str) -> None:
    assert offers(desk, html) == []


@pytest.mark.django_db
def test_an_offer_holds_what_the_fields_take(desk: Client) -> None:
    vera = make_author("Vera de Wit")
    html = f"<p>Door Vera De Wit en Sietske Wiarda op 12 maart 2021</p>{TEXT}<p>© 2021 Vera</p>"

    byline, rights = desk.post(PASTE, {"html": html}).json()["offers"]

    assert byline["lines"] == ["DoorVeraDeWitenSietskeWiardaop12maart2021"]
    assert byline["fields"] == {
        "names": [{"name": "Vera De Wit", "id": vera.pk}, {"name": "Sietske Wiarda", "id": None}],
        "day": "12-03-2021",
        "hour": "",
    }
    assert rights["fields"] == {"rights": "© 2021 Vera"}


@pytest.mark.django_db
def test_the_first_of_each_is_for_the_field(desk: Client) -> None:
    page = (
        f"<p>Door Vera, 12 maart 2021</p>{TEXT}<p>Stilte</p><p>3 min read · Mar 3, 2020</p>"
        "<p>Door Marit Hoekstra</p><p>4 maart 2020</p>"
    )

    first, other = desk.post(PASTE, {"html": page}).json()["offers"]

    assert first["fields"]["day"] == "12-03-2021"
    assert (other["lines"], other["fields"]) == (["3minread·Mar3,2020"], {})
