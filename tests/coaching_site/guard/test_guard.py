"""The guard: how often it is right, and what becomes of a text in which it finds something."""

import logging
import re
from pathlib import Path

import pytest
from django.test import Client

from blog.models import Article, Comment
from coaching_site.guard.figures import figures_of
from coaching_site.guard.looking import look_at
from tests.blog.test_comment_form import HX, address_of, typed
from tests.factories import make_article
from tests.growth import grows_evenly

UNSEEN = Path(__file__).parent / "unseen.txt"
MADE = Path(__file__).parent / "made.txt"
CHILD = "Mijn zoon Daan Verbeek zit in groep 5. Bel 06 12345678."


@pytest.fixture
def article() -> Article:
    return make_article("Ouders als partners")


def seen_in(page: str) -> str:
    """Return what the form carries of the words that its writer looked at."""
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("path", [UNSEEN, MADE])
def test_it_finds_what_points_to_a_child_and_little_else(path: Path) -> None:
    figures = figures_of(path.read_text().splitlines())
    assert figures.sentences > 180
    assert figures.precision >= 0.9, figures.wrong_lines
    assert figures.recall >= 0.85, figures.wrong_lines


@pytest.mark.parametrize(
    "piece", ["Daan ", "groep 5 ", "1-1-", "0612", "a@", "van de ", "zoon ", "Kerkstraat 1", "["]
)
def test_a_text_made_to_be_slow_is_not(piece: str) -> None:
    assert grows_evenly(lambda size: look_at(piece * (size // len(piece))), 20_000)


@pytest.mark.django_db
def test_what_it_finds_is_shown_before_anything_is_stored_and_then_the_writer_decides(
    client: Client, article: Article, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = client.post(address_of(article), typed(text=CHILD))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kan dit naar een kind wijzen?" in page
    assert "<mark>zoon Daan Verbeek</mark>" in page
    assert CHILD in page
    assert not Comment.objects.exists()
    for words in ("Daan", "Verbeek", "06 12345678"):
        assert words not in caplog.text
        assert words not in seen_in(page)
    again = client.post(address_of(article), typed(text=CHILD, seen=seen_in(page)))
    assert again.status_code == 302
    assert Comment.objects.get().text == CHILD


@pytest.mark.django_db
def test_one_press_takes_a_wording_over_and_another_sends(client: Client, article: Article) -> None:
    page = client.post(address_of(article), typed(text=CHILD)).content.decode()
    values = typed(text=CHILD, seen=seen_in(page), take_over="all")
    taken = client.post(address_of(article), values, headers=HX).content.decode()
    assert not Comment.objects.exists()
    text = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", taken, re.DOTALL)
    assert text
    assert not look_at(text[1]).found
    for words in ("Daan", "Verbeek", "12345678"):
        assert words not in text[1]
    assert client.post(address_of(article), typed(text=text[1])).status_code == 302
    assert not Comment.objects.get().read_first


@pytest.mark.django_db
def test_new_findings_are_asked_about_again(client: Client, article: Article) -> None:
    page = client.post(address_of(article), typed(text=CHILD)).content.decode()
    more = f"{CHILD} Zijn zus heet Sanne Verbeek."
    answer = client.post(address_of(article), typed(text=more, seen=seen_in(page)))
    assert (answer.status_code, Comment.objects.count()) == (422, 0)


@pytest.mark.django_db
def test_who_writes_of_danger_reads_who_helps_now_and_is_read_first(
    client: Client, article: Article
) -> None:
    words = {"text": "Een jongen uit mijn klas wordt thuis geslagen door zijn vader."}
    page = client.post(address_of(article), typed(**words)).content.decode()
    for help_now in ('href="tel:112"', 'href="tel:08002000"', 'href="tel:113"', "tel:08000113"):
        assert help_now in page
    assert "niet dag en nacht gelezen" in page
    assert not Comment.objects.exists()
    client.post(address_of(article), typed(seen=seen_in(page), **words))
    assert Comment.objects.get().read_first


@pytest.mark.django_db
@pytest.mark.parametrize("seen", ["x", "danger", "\x00", "a " * 5000])
def test_what_was_not_looked_at_cannot_be_waved_through(
    client: Client, article: Article, seen: str
) -> None:
    answer = client.post(address_of(article), typed(text=CHILD, seen=seen))
    assert (answer.status_code, Comment.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("text", "neutral"),
    [
        ("Mijn zoon Daan is druk. Daan bijt.", "Mijn zoon is druk. Mijn zoon bijt."),
        (
            "Bij meester Kees gaat het, Kees is lief.",
            "Bij de meester gaat het, de meester is lief.",
        ),
        ("Toen was Sem ziek. Sem's moeder belde.", "Toen was een kind ziek. Diens moeder belde."),
        ("Mijn zoons, Jan en Piet, zitten thuis.", "Mijn zoons zitten thuis."),
        ("Hij is geboren op 12-03-2015.", "Hij is geboren in 2015."),
        ("Ze zit in groep 6 van basisschool De Klimop.", "Ze zit in groep 6 van een school."),
    ],
)
def test_a_text_with_every_wording_reads_as_dutch(text: str, neutral: str) -> None:
    assert look_at(text).with_wordings() == neutral
