"""A paste comes back as the site would store it, before the editor shows it."""

from time import process_time
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from pytest_django import Settings

from coaching_site.accounts.models import User
from coaching_site.rich_text.editor.fields import MAX_LENGTH
from coaching_site.rich_text.editor.pasting import html_of_lines
from coaching_site.site.starting_rows import WRITERS
from coaching_site.text.addresses import MOST
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
PASTE = "/admin/paste/"


def test_what_the_source_hides_is_left_out_and_told(desk: Client) -> None:
    answer = desk.post(PASTE, {"html": "<p>Op <del>maandag</del>dinsdag.</p>", "text": "niets"})

    assert answer.json() == {
        "html": "<p>Op dinsdag.</p>\n",
        "link": None,
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


def test_no_other_site_has_a_text_tidied_in_the_name_of_who_works_here(coach: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(coach)
    assert browser.post(PASTE, {"html": "<p>x</p>"}).status_code == 403


def test_a_paste_is_sent_and_never_asked_for_by_an_address(desk: Client) -> None:
    assert desk.get(PASTE).status_code == 405


def test_what_is_guessed_waits_for_saving_which_can_undo_it(desk: Client) -> None:
    bullets = "<p>• Brood</p>\n<p>• Melk</p>\n"

    answer = desk.post(PASTE, {"html": bullets}).json()

    assert (answer["html"], answer["notices"]) == (bullets, [])


def pasted(desk: Client, text: str, **fields: str) -> dict[str, Any]:
    answer: dict[str, Any] = desk.post(PASTE, {"text": text, **fields}).json()
    return answer


def test_addresses_in_pasted_words_become_links_and_what_only_looks_like_one_does_not(
    desk: Client,
) -> None:
    assert pasted(desk, "Mail anna@school.nl of zie (www.school.nl).\nKlaar.Dan 06 12345678")[
        "html"
    ] == (
        '<p>Mail <a href="mailto:anna@school.nl">anna@school.nl</a> of zie '
        '(<a href="https://www.school.nl">www.school.nl</a>).</p>\n<p>Klaar.Dan 06 12345678</p>\n'
    )
    html = "<ul><li>www.a.nl</li></ul><p><b>x</b> www.b.nl, www.c.nl <em>www.d.nl</em></p>"
    assert pasted(desk, "x", html=html)["html"] == (
        '<ul><li><a href="https://www.a.nl">www.a.nl</a></li></ul>\n'
        '<p><strong>x</strong> <a href="https://www.b.nl">www.b.nl</a>, '
        '<a href="https://www.c.nl">www.c.nl</a> '
        '<em><a href="https://www.d.nl">www.d.nl</a></em></p>\n'
    )


def test_an_own_address_becomes_a_link_by_number(desk: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://praktijk.example"
    article = make_article(slug="loslaten")
    address = "https://praktijk.example/artikelen/loslaten/"
    linked = f'data-link="article:{article.pk}" href="/artikelen/loslaten/"'
    assert pasted(desk, address)["html"] == f"<p><a {linked}>{address}</a></p>\n"
    over = pasted(desk, address, over="dit stuk")["link"]
    assert (over["number"], over["href"]) == (f"article:{article.pk}", "/artikelen/loslaten/")
    # Copied from the editor in another tab.
    html = f'<p>Lees <a data-link="article:{article.pk}" href="/oud/">dit</a></p>'
    assert pasted(desk, "Lees dit", html=html)["html"] == f"<p>Lees <a {linked}>dit</a></p>\n"


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("Twee woorden", "deze"),
        ("Zie www.school.nl", "deze"),
        ("www.nieuw.nl", "www.oud.nl"),
        ("06 12345678", "020 6241111"),
        ("anna@school.nl", ""),
    ],
)
def test_what_is_no_address_alone_or_comes_in_the_place_of_one_links_no_words(
    desk: Client, text: str, over: str
) -> None:
    assert pasted(desk, text, over=over)["link"] is None


def test_of_thousands_of_addresses_the_first_ones_become_links(desk: Client) -> None:
    html = pasted(desk, "", html="<p>" + "www.a.nl " * 3_000 + "</p>")["html"]
    assert html.count("<a ") == MOST
    assert html.count("www.a.nl</a>") == MOST


def test_a_text_as_long_as_a_request_is_left_to_the_editor_at_once(desk: Client) -> None:
    started = process_time()
    text = "Een regel van tachtig tekens die een mailprogramma heeft afgebroken en waarbij dat\n"
    assert desk.post(PASTE, {"text": text * 29_000}).status_code == 400
    assert process_time() - started < 2


def test_who_writes_no_texts_has_none_tidied_and_learns_no_address_of_a_draft() -> None:
    """The numbers of drafts can be guessed, and an address says what one is called."""
    draft = make_article(slug="wij-stoppen-ermee", publish_at=None)
    moderator, writer = make_user(is_staff=True), make_user(is_staff=True)
    moderator.user_permissions.set(Permission.objects.filter(codename="change_comment"))
    writer.groups.set(Group.objects.filter(name=WRITERS))
    html = f'<p><a data-link="article:{draft.pk}">x</a></p>'
    for person, status in [(moderator, 403), (writer, 200)]:
        client = Client()
        client.force_login(person)
        answer = client.post(PASTE, {"html": html})
        assert answer.status_code == status
        assert (draft.slug in answer.text) is (person == writer)
        assert client.post("/admin/links/", {"words": "rust"}).status_code == status
