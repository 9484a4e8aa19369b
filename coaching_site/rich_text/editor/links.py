"""What the link dialog offers for what was typed: the address that it is, and pages of the site."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest, JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coaching_site.database.word_search import beginnings, begins_with, words_of
from coaching_site.rich_text.editor.writers import for_writers
from coaching_site.rich_text.normalising import OWN_LINK
from coaching_site.rich_text.own_links import LinkKind, leads_nowhere, link_kinds, number_of
from coaching_site.text.addresses import LONGEST, words_of_link
from coaching_site.text.links import clean_link

# Pages that are offered; and letters, of which one would find nearly all.
MOST, FEWEST_LETTERS = 8, 2


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """Something to link: its address, its number if it has one, and what to call it."""

    href: str
    number: str
    words: str
    kind: str


@require_POST
@never_cache
@for_writers
def link_choices(request: HttpRequest) -> JsonResponse:
    """Return what the typed `words` may link, best first; or the page that has this `number`.

    Posted, because typed words may be a mail address, which no log of addresses may hold.
    """
    words = request.POST.get("words", "").strip()[:LONGEST]
    if number := request.POST.get("number") or number_of(clean_link(words)):
        found = list(_pages_with(number, request))
    else:
        found = [*_addresses(words), *_pages_called(words, request)]
    return JsonResponse({"choices": [asdict(choice) for choice in found]})


def link_choice(written: str, link: str) -> LinkChoice:
    """Return an address as it is linked, by number if it is that of a page of the site."""
    return LinkChoice(link, number_of(link), words_of_link(written, link), _kind_of(link))


def _addresses(written: str) -> Iterator[LinkChoice]:
    link = clean_link(written)
    if link and not leads_nowhere(link):
        yield LinkChoice(link, "", words_of_link(written, link), _kind_of(link))


def _kind_of(link: str) -> str:
    if link.startswith("mailto:"):
        return gettext("Mail address")
    if link.startswith("tel:"):
        return gettext("Telephone number")
    is_elsewhere = link.startswith(("http://", "https://"))
    return gettext("Web address") if is_elsewhere else gettext("On this site")


def _pages_with(number: str, request: HttpRequest) -> Iterator[LinkChoice]:
    """Yield the page with a number, if it is there; with the part of it that is meant."""
    match = OWN_LINK.fullmatch(number)
    for kind in link_kinds():
        if match and kind.name == match[1]:
            for row in _rows(kind, request).filter(pk=match[2]):
                yield _choice(kind, row, match[3])


def _pages_called(words: str, request: HttpRequest) -> list[LinkChoice]:
    """Return pages whose titles have all of the words, those that readers see first.

    A short title says more about the same words than a long one. One query for each kind.
    """
    sought = beginnings(words)
    if sum(map(str.isalnum, words)) < FEWEST_LETTERS or not sought:
        return []
    found: list[tuple[bool, int, LinkChoice]] = []
    for kind in link_kinds():
        rows = _rows(kind, request).alias(
            title_words=words_of("title"), indexed_words=words_of(*kind.indexed)
        )
        query = begins_with(sought)
        named = rows.filter(title_words=query, indexed_words=query)
        is_seen = Exists(kind.visible().filter(pk=OuterRef("pk")))
        first = named.annotate(is_seen=is_seen).order_by("-is_seen", Length("title"), "title")
        found += [(not row.is_seen, len(row.title), _choice(kind, row, "")) for row in first[:MOST]]
    found.sort(key=lambda ranked: ranked[:2])
    return [choice for _hidden, _length, choice in found[:MOST]]


def _rows(kind: LinkKind, request: HttpRequest) -> QuerySet[Any]:
    """Return the rows of a kind that this person may know of."""
    may_see = admin.site.get_model_admin(kind.model).has_view_permission(request)
    rows = kind.rows() if may_see else kind.visible()
    return rows.defer("body", "body_html")


def _choice(kind: LinkKind, row: Any, rest: str) -> LinkChoice:
    named = [capfirst(kind.model._meta.verbose_name), kind.hint(row)]
    return LinkChoice(
        href=f"{row.get_absolute_url()}{rest}",
        number=f"{kind.name}:{row.pk}{rest}",
        words=row.title,
        kind=" · ".join(str(part) for part in named if part),
    )
