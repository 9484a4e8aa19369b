"""Links to pages of the site, which a text names by number and which follow a changed address.

A stored text holds `<a data-link="article:12#h-kop">…</a>`. Rendering writes the present address;
when that changes, whatever links there is rendered again. Whether readers may see the page is asked
when they open it, not here: that changes with time, when no row changes and nothing is rendered.
The apps whose pages can be linked register them (`hooks.py` of each app).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete
from django.urls import Resolver404, ResolverMatch, resolve
from lxml.html import HtmlElement
from procrastinate.contrib.django import app

from coaching_site.rich_text.normalising import OWN_LINK
from coaching_site.rich_text.trees import parse, replace_address, serialise
from coaching_site.text.links import PARTS

# Known to the app that keeps most of the texts (blog/tasks/rendering.py); this one knows its name.
RENDERING_JOB = "render_again_with_link"
# What the editor shows of a link whose page is gone; it is never stored.
NOWHERE = "#"


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A model whose rows have a page at `view_name` with their slug, and how texts name it.

    `former` returns the numbers of rows that had some slugs before. `rows` are those that an author
    may want to link, found by the words of their title; where their index holds more columns with
    it, `indexed` names them all. `visible` are those that readers may open now, and `hint` says of
    another one why they do not.
    """

    name: str
    model: type[Model]
    view_name: str
    former: Callable[[Collection[str]], Mapping[str, int]]
    rows: Callable[[], QuerySet[Any]]
    visible: Callable[[], QuerySet[Any]]
    hint: Callable[[Any], str]
    indexed: tuple[str, ...] = ("title",)

    def addresses(self, numbers: Collection[int]) -> dict[int, str]:
        """Return the present addresses of the rows that exist among these, in one query."""
        rows: Iterable[Any] = self.model._default_manager.filter(pk__in=numbers).only("slug")
        return {row.pk: row.get_absolute_url() for row in rows}

    def numbers(self, slugs: Collection[str]) -> dict[str, int]:
        """Return the rows that have these slugs or had them before, in at most two queries."""
        rows = self.model._default_manager.filter(slug__in=slugs)
        present = dict(rows.values_list("slug", "pk"))
        others = set(slugs) - present.keys()
        return {**self.former(others), **present} if others else present


_kinds: dict[str, LinkKind] = {}


def register_link_kind(kind: LinkKind) -> None:
    """Let texts name rows of a model by number; those that name a row that goes lose the link."""
    _kinds[kind.name] = kind
    post_delete.connect(_on_delete, sender=kind.model)


def link_kinds() -> list[LinkKind]:
    """Return what texts can link, in the order in which it was registered."""
    return list(_kinds.values())


def follow_address_of(row: Model) -> None:
    """Have whatever links to a row rendered again, once its new address is committed."""
    for kind in _kinds.values():
        if isinstance(row, kind.model):
            job = app.configure_task(RENDERING_JOB, allow_unknown=False)
            job.defer(link=f"{kind.name}:{row.pk}")


def _on_delete(instance: Model, **_signal: Any) -> None:
    follow_address_of(instance)


def write_addresses(root: HtmlElement, *, for_editor: bool = False) -> list[HtmlElement]:
    """Write where each link by number leads now, in a query for each kind; return the dead ones.

    Readers keep the words of those; the editor keeps the numbers of all.
    """
    named = dict(_named_links(root))
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for kind, number, _rest in named.values():
        numbers[kind].add(number)
    found = {kind: _kinds[kind].addresses(of_kind) for kind, of_kind in numbers.items()}
    dead = []
    for link, (kind, number, rest) in named.items():
        address = found[kind].get(number)
        if address is None:
            dead.append(link)
        link.set("href", NOWHERE if address is None else f"{address}{rest}")
        if not for_editor:
            del link.attrib["data-link"]
            if address is None:
                link.drop_tag()
    return dead


def _named_links(root: HtmlElement) -> Iterator[tuple[HtmlElement, tuple[str, int, str]]]:
    """Yield links with the kind, the number and the part of the page that they name."""
    for link in list(root.iter("a")):
        if match := OWN_LINK.fullmatch(link.get("data-link") or ""):
            if match[1] in _kinds:
                yield link, (match[1], int(match[2]), match[3])
            else:
                link.drop_tag()


def name_own_pages(html: str) -> str:
    """Return a sanitised text in which addresses of own pages, former ones too, became numbers.

    At most two queries for each kind; none where no address could be one.
    """
    if 'href="/' not in html:
        return html
    root = parse(html)
    places: defaultdict[str, list[tuple[HtmlElement, str, str]]] = defaultdict(list)
    for link in root.iter("a"):
        if place := _place_of(link.get("href") or ""):
            kind, slug, rest = place
            places[kind].append((link, slug, rest))
    named = sum(_name(_kinds[kind], links) for kind, links in places.items())
    return serialise(root) if named else html


def number_of(address: str) -> str:
    """Return the own page at an address as `article:12#h-kop`, empty for any other address.

    At most two queries.
    """
    if not (place := _place_of(address)):
        return ""
    kind, slug, rest = place
    number = _kinds[kind].numbers({slug}).get(slug)
    return f"{kind}:{number}{rest}" if number else ""


def leads_nowhere(address: str) -> bool:
    """Tell whether a path of this site has no page."""
    return address.startswith("/") and (
        _page_at(address) is None or (_place_of(address) is not None and not number_of(address))
    )


def _name(kind: LinkKind, links: list[tuple[HtmlElement, str, str]]) -> int:
    """Put numbers in the place of addresses; return how many were found."""
    numbers = kind.numbers({slug for _link, slug, _rest in links})
    named = [(link, numbers[slug], rest) for link, slug, rest in links if slug in numbers]
    for link, number, rest in named:
        replace_address(link, "data-link", f"{kind.name}:{number}{rest}")
    return len(named)


def _place_of(address: str) -> tuple[str, str, str] | None:
    """Return kind, slug and the rest of an address of this site that may have a number."""
    match, page = PARTS.fullmatch(address), _page_at(address)
    if not match or not page:
        return None
    for kind in _kinds.values():
        if page.view_name == kind.view_name:
            rest = f"{match['query'] or ''}{match['fragment'] or ''}"
            return kind.name, str(page.kwargs["slug"]), rest
    return None


def _page_at(address: str) -> ResolverMatch | None:
    """Return what answers at a path of this site, if anything does."""
    match = PARTS.fullmatch(address)
    if not match or not match["path"] or match["host"]:
        return None
    path = unquote(match["path"])
    try:
        return resolve(path if path.endswith("/") else f"{path}/")
    except (Resolver404, ValueError):
        return None
