"""Every page that a visitor can see: the same for everybody, from this site alone, on one sheet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from lxml import html
from lxml.html import HtmlElement
from pytest_django import Settings

from coaching_site.models import SiteSettings
from coaching_site.site import errors
from tests.factories import (
    make_article,
    make_author,
    make_comment,
    make_image,
    make_image_file,
    make_offer,
    make_series,
    make_topic,
    make_user,
)

type Pages = dict[str, Any]
type Answer = Callable[[HttpRequest], HttpResponse]

LOADED = {
    "link": ("href",),
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "form": ("action",),
    "iframe": ("src",),
}
NOT_FETCHED = {"canonical", "prev", "next", "alternate"}
ADDRESSES = (
    "/",
    "/artikelen/",
    "/artikelen/loslaten/",
    "/artikelen/thema/in-de-klas/",
    "/artikelen/serie/gesprekken/",
    "/artikelen/auteur/gast/",
    "/artikelen/zoeken/",
    "/artikelen/zoeken/?q=loslaten",
    "/artikelen/zoeken/?q=onvindbaar",
    "/aanbod/",
    "/aanbod/traject/",
    "/privacy/",
    "/bestaat/niet/",
)


@pytest.fixture
def pages(db: None, client: Client, settings: Settings, tmp_path: Path) -> Pages:
    """Return the answer to each address of a site on which every kind of thing stands."""
    settings.MEDIA_ROOT = tmp_path
    fill_site()
    return {address: client.get(address) for address in ADDRESSES}


def fill_site() -> None:
    SiteSettings.objects.update_or_create(
        pk=1,
        defaults={
            "practice_name": "De Proefpraktijk",
            "introduction": "Welkom.",
            "portrait": make_image_file((60, 60)),
            "portrait_description": "De coach",
        },
    )
    image = make_image(file=make_image_file((600, 400)), alternative_text="Een open deur")
    guest = make_author("Een Gast", slug="gast", bio="Schrijft soms mee.", photo=image)
    topic = make_topic("In de klas", slug="in-de-klas")
    series = make_series("Gesprekken", slug="gesprekken", promised_part=2, promised_when="in maart")
    article = make_article(
        "Loslaten",
        slug="loslaten",
        summary="Over loslaten.",
        body_html='<h2 id="h-een">Een</h2><p>Loslaten.</p><h2 id="h-twee">Twee</h2>',
        contents=[
            {"id": "h-een", "text": "Een", "level": 2},
            {"id": "h-twee", "text": "Twee", "level": 2},
        ],
        cover=image,
        series=series,
        part=1,
        discussion_questions=["Wat laat jij los?"],
        authors=(guest, make_author("Een Ander", user=make_user())),
        topics=(topic,),
    )
    make_comment(article)
    make_article("Vasthouden", topics=(topic,))
    make_offer("Traject", slug="traject", is_default=True)


def found(pages: Pages, look: Callable[[HtmlElement], object]) -> dict[str, object]:
    """Return what `look` finds in each document, without the addresses where it finds nothing."""
    findings = {
        address: look(html.document_fromstring(answer.content)) for address, answer in pages.items()
    }
    return {address: finding for address, finding in findings.items() if finding}


def test_every_page_is_there_and_sets_no_cookie(pages: Pages) -> None:
    answers = {
        address: (answer.status_code, list(answer.cookies)) for address, answer in pages.items()
    }

    assert answers == {address: (200, []) for address in ADDRESSES} | {"/bestaat/niet/": (404, [])}


@pytest.mark.parametrize("address", ["/artikelen/feed/", "/sitemap.xml", "/robots.txt"])
def test_what_programs_read_sets_no_cookie(db: None, client: Client, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, list(answer.cookies)) == (200, [])


def test_a_signed_in_member_of_staff_gets_the_same_bytes(pages: Pages, client: Client) -> None:
    client.force_login(make_user(superuser=True))

    signed_in = {address: client.get(address).content for address in ADDRESSES}

    assert signed_in == {address: answer.content for address, answer in pages.items()}


def test_no_page_asks_another_host_for_anything(pages: Pages) -> None:
    def foreign(document: HtmlElement) -> list[str]:
        loaded = [
            element.get(name, "")
            for tag, names in LOADED.items()
            for element in document.iter(tag)
            if element.get("rel") not in NOT_FETCHED
            for name in names
            if name in element.attrib
        ]
        assert loaded
        return [
            address for address in loaded if urlsplit(urljoin("//self/", address)).netloc != "self"
        ]

    assert found(pages, foreign) == {}


def test_no_page_carries_an_inline_script_or_style(pages: Pages) -> None:
    def inline(document: HtmlElement) -> list[bytes]:
        return [
            html.tostring(element)
            for element in document.iter()
            if element.tag == "style"
            or (element.tag == "script" and not element.get("src"))
            or any(name == "style" or name.startswith(("on", "hx-on")) for name in element.attrib)
        ]

    assert found(pages, inline) == {}


def test_every_page_has_one_main_heading_a_title_and_the_language(pages: Pages) -> None:
    def faults(document: HtmlElement) -> bool:
        headings = document.xpath("//h1")
        title = document.xpath("normalize-space(//title)")
        complete = len(headings) == 1 and headings[0].text_content().strip() and title
        return not complete or document.get("lang") != "nl"

    assert found(pages, faults) == {}


def test_the_first_link_of_every_page_skips_to_its_text(pages: Pages) -> None:
    def faults(document: HtmlElement) -> bool:
        first = document.xpath("//body//a")[0]
        return document.get_element_by_id(first.get("href").removeprefix("#")).tag != "main"

    assert found(pages, faults) == {}


def test_no_id_stands_twice_in_a_page(pages: Pages) -> None:
    def twice(document: HtmlElement) -> set[str]:
        ids = document.xpath("//@id")
        return {name for name in ids if ids.count(name) > 1}

    assert found(pages, twice) == {}


def test_every_image_has_its_size_and_a_description_or_none_on_purpose(pages: Pages) -> None:
    def faults(document: HtmlElement) -> list[bytes]:
        return [
            html.tostring(image)
            for image in document.iter("img")
            if not {"width", "height", "alt"} <= set(image.attrib)
        ]

    assert found(pages, faults) == {}


def test_an_article_says_who_wrote_it_when_and_what_it_looks_like(
    pages: Pages, settings: Settings
) -> None:
    document = html.document_fromstring(pages["/artikelen/loslaten/"].content)
    said = {
        meta.get("property") or meta.get("name"): meta.get("content", "")
        for meta in document.iter("meta")
    }

    assert document.xpath("string(//link[@rel='canonical']/@href)") == (
        f"{settings.SITE_URL}/artikelen/loslaten/"
    )
    assert said["description"] == said["og:description"] == "Over loslaten."
    assert said["og:title"] == "Loslaten"
    assert said["og:image"].startswith(f"{settings.SITE_URL}/media/images/")
    assert said["article:section"] == "In de klas"
    assert document.xpath("string(//article//time/@datetime)") == said["article:published_time"]
    writers = document.xpath("normalize-space(//*[@class='article-head__writers'])")
    assert writers == "Door Een Gast (gastauteur) en Een Ander"


def test_an_article_of_a_series_names_its_part_and_the_promised_one(pages: Pages) -> None:
    document = html.document_fromstring(pages["/artikelen/loslaten/"].content)

    assert "Deel 1 van 2" in document.xpath("string(//*[contains(@class, 'article-facts')])")
    assert "verwacht in maart" in document.xpath("string(//*[@class='series'])")


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        (403, lambda request: errors.permission_denied(request, PermissionDenied())),
        (404, lambda request: errors.page_not_found(request, Exception())),
    ],
)
def test_an_error_stands_on_the_sheet_of_the_site(
    db: None, rf: RequestFactory, number: int, answer: Answer
) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"practice_name": "De Proefpraktijk"})

    document, status = error_page(rf, answer)

    assert status == number
    assert document.xpath("string(//a[@class='site-name'])") == "De Proefpraktijk"
    assert str(number) in document.xpath("string(//main//*[@class='margin'])")
    assert document.xpath("//main//a[@href='/']")


@pytest.mark.parametrize(
    ("number", "words", "answer"),
    [
        (500, "Er ging iets mis", errors.server_error),
        (
            400,
            "Dit verzoek was niet te lezen",
            lambda request: errors.bad_request(request, BadRequest()),
        ),
    ],
)
def test_what_is_broken_or_cannot_be_read_is_told_without_the_database(
    rf: RequestFactory, number: int, words: str, answer: Answer
) -> None:
    # Without the `db` fixture, pytest-django refuses every query.
    document, status = error_page(rf, answer)

    assert status == number
    assert document.xpath("//link[contains(@href, 'css/layout.css')]")
    assert document.xpath("string(//h1)") == words
    assert str(number) in document.xpath("string(//main//*[@class='margin'])")
    assert document.xpath("//main//a[@href='/']")


def error_page(rf: RequestFactory, answer: Answer) -> tuple[HtmlElement, int]:
    request = rf.get("/")
    request.user = AnonymousUser()
    response = answer(request)
    return html.document_fromstring(response.content), response.status_code
