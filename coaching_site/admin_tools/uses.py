"""Where blocks are used, so that none disappears from under a text.

Texts with a column of their own are found here; an app that keeps texts elsewhere registers how
they are found.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coaching_site.models import Block
from coaching_site.rich_text.embedded import block_ids_in
from coaching_site.rich_text.models import models_with_texts
from coaching_site.versions.texts import saved_texts

# Of articles; who wants to know sees that something is used, and in what.
MOST_USES = 20


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that shows a block or an image: what it is called, and where it is changed."""

    name: str
    address: str

    @classmethod
    def by(cls, model: type[Model], pk: int, title: str) -> "Use":
        """Name a row by its kind and its title."""
        meta = model._meta
        words = {"kind": capfirst(str(meta.verbose_name)), "title": title}
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[pk])
        return cls(_("%(kind)s: %(title)s") % words, address)


type Finder = Callable[[Collection[int]], Iterable[tuple[int, Use]]]

_finders: list[Finder] = []


def find_uses_with(finder: Finder) -> None:
    """Let `finder` add to what is known, as pairs of a block's id and a use."""
    if finder not in _finders:
        _finders.append(finder)


def uses_of_blocks(blocks: Iterable[Block]) -> Mapping[int, list[Use]]:
    """Return what holds each of these blocks now, or will when what was saved goes live.

    Of a block in more than `MOST_USES` articles only some are named.
    """
    return uses_found(blocks, *_finders, _texts_with)


def uses_found(rows: Iterable[Model], *finders: Finder) -> Mapping[int, list[Use]]:
    """Return what these finders know of each of these rows, each use once."""
    ids = {row.pk for row in rows}
    found: defaultdict[int, dict[Use, None]] = defaultdict(dict)
    for finder in finders if ids else ():
        for pk, use in finder(ids):
            found[pk][use] = None
    return {pk: list(found[pk]) for pk in ids}


def _texts_with(ids: Collection[int]) -> Iterator[tuple[int, Use]]:
    named = Q()
    for pk in ids:
        named |= Q(body__contains=f'data-block="{pk}"')
    for model in models_with_texts():
        if model.may_hold_blocks:
            for text in model._default_manager.filter(named).defer("body_html"):
                for pk in set(ids).intersection(block_ids_in(text.body)):
                    yield pk, Use.by(model, text.pk, str(text))
    for kind, version in saved_texts("block_ids", ids):
        for pk in set(ids).intersection(version.block_ids) if kind.may_hold_blocks else ():
            yield pk, Use.by(kind, version.row_id, version.name_of_row)
