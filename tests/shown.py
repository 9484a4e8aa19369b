"""What a visitor sees of a page, read from its HTML."""

from django.http import HttpResponse
from lxml import html
from lxml.html import HtmlElement


def document_of(response: HttpResponse) -> HtmlElement:
    return html.document_fromstring(response.content)


def words_of(element: HtmlElement) -> str:
    """Return the text of an element in one line, with single spaces."""
    return " ".join(element.text_content().split())


def words_in_each(response: HttpResponse, class_name: str) -> list[str]:
    """Return the text of every element of a class, in the order of the page."""
    return [words_of(element) for element in document_of(response).find_class(class_name)]


def main_heading(response: HttpResponse) -> str:
    [heading] = document_of(response).iter("h1")
    return words_of(heading)


def card_titles(response: HttpResponse) -> list[str]:
    """Return the titles of the articles that stand on cards, in their order."""
    return words_in_each(response, "card__title")


def current_in_menu(response: HttpResponse) -> dict[str, str]:
    """Return which entries of the menu are marked as where the visitor is, and how."""
    [menu] = document_of(response).find_class("site-menu")
    return {
        words_of(link): link.attrib["aria-current"] for link in menu.xpath(".//*[@aria-current]")
    }
