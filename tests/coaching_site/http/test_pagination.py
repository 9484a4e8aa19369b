"""The way through the pages of a list."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from lxml import html
from lxml.html import HtmlElement

from tests.shown import words_of

PAGE_LINKS = Template("{% load site %}{% page_links page query %}")


def page_links(number: int, *, of: int, query: str = "") -> str:
    page = Paginator(range(of), 1).page(number)
    return PAGE_LINKS.render(Context({"page": page, "query": query})).strip()


def links(number: int, *, of: int, query: str = "") -> list[str]:
    """Return in their order what leads to other pages, with its address, and what does not."""
    root = html.fragment_fromstring(page_links(number, of=of, query=query))
    return [shown(part) for part in root.xpath(".//a | .//li/span")]


def shown(part: HtmlElement) -> str:
    if part.tag == "a":
        return f"{words_of(part)} {part.get('href')}"
    return f"[{words_of(part)}]" if part.get("aria-current") == "page" else words_of(part)


def other(number: int) -> str:
    return f"Pagina {number} ?page={number}"


def test_the_first_of_many_pages_leads_on_to_the_last() -> None:
    assert links(1, of=20) == [
        "[Pagina 1]", other(2), other(3), "…", other(20), "Ouder ?page=2",
    ]  # fmt: skip


def test_a_page_in_the_middle_leads_both_ways_past_an_ellipsis() -> None:
    assert links(10, of=20) == [
        "Nieuwer ?page=9",
        other(1), "…", other(8), other(9), "[Pagina 10]", other(11), other(12), "…",
        other(20),
        "Ouder ?page=11",
    ]  # fmt: skip


def test_the_last_of_many_pages_leads_back_to_the_first() -> None:
    assert links(20, of=20) == [
        "Nieuwer ?page=19", other(1), "…", other(18), other(19), "[Pagina 20]",
    ]  # fmt: skip


def test_few_pages_are_all_named() -> None:
    assert links(2, of=3) == [
        "Nieuwer ?page=1", other(1), "[Pagina 2]", other(3), "Ouder ?page=3",
    ]  # fmt: skip


def test_every_way_to_another_page_asks_the_same_again() -> None:
    asked = "?q=rust%20%26%20%22orde%22&page="
    assert links(2, of=3, query="q=rust%20%26%20%22orde%22&") == [
        f"Nieuwer {asked}1", f"Pagina 1 {asked}1", "[Pagina 2]", f"Pagina 3 {asked}3",
        f"Ouder {asked}3",
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [0, 1])
def test_a_single_page_leads_nowhere(rows: int) -> None:
    assert page_links(1, of=rows) == ""
