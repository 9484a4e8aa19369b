"""A paste comes back as the site would store it, before the editor shows it."""

import pytest
from django.test import Client

from coaching_site.rich_text.editor.fields import MAX_LENGTH
from coaching_site.rich_text.editor.pasting import html_of_lines

pytestmark = pytest.mark.django_db
PASTE = "/admin/paste/"


def test_what_the_source_hides_is_left_out_and_told(desk: Client) -> None:
    answer = desk.post(PASTE, {"html": "<p>Op <del>maandag</del>dinsdag.</p>", "text": "niets"})

    assert answer.json() == {
        "html": "<p>Op dinsdag.</p>\n",
        "notices": ["Wat in de bron doorgehaald of verborgen was, is weggelaten: “maandag”."],
        "offers": [],
    }
    assert "no-store" in answer["Cache-Control"]


def test_every_line_of_a_plain_text_is_a_paragraph(desk: Client) -> None:
    answer = desk.post(PASTE, {"html": "", "text": "Een <b>\r\nTwee\r\n\r\nDrie"})

    assert answer.json()["html"] == "<p>Een &lt;b&gt;</p>\n<p>Twee</p>\n<p>Drie</p>\n"


def test_lines_that_a_mail_program_broke_are_joined() -> None:
    broken = (
        "In de week voor de kerstvakantie eten we samen, in de klas. Wie iets\n"
        "wil maken, zet zijn naam op de lijst naast de deur van het lokaal, en\n"
        "denkt aan wie geen noten mag.\n\nTot dan!"
    )

    assert html_of_lines(broken) == f"<p>{broken.replace('\n\n', '</p><p>').replace('\n', ' ')}</p>"


@pytest.mark.parametrize("html", ["x" * (MAX_LENGTH + 1), "<div>" * 400 + "x"])
def test_what_cannot_be_read_is_left_to_the_editor(desk: Client, html: str) -> None:
    assert desk.post(PASTE, {"html": html}).status_code == 400


def test_only_who_works_here_has_a_text_tidied() -> None:
    assert Client().post(PASTE, {"html": "<p>x</p>"}).status_code == 302
    assert Client(enforce_csrf_checks=True).post(PASTE, {"html": "x"}).status_code in {302, 403}


def test_a_paste_is_sent_and_never_asked_for_by_an_address(desk: Client) -> None:
    assert desk.get(PASTE).status_code == 405
