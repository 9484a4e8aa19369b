"""What is offered of a pasted page: to take a line over into fields, or to leave lines out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from coaching_site.rich_text.pasted_pages.blocks import Block, blocks_of, runs_of
from coaching_site.rich_text.pasted_pages.lines import Kind

# So much of a line, and so many lines, are named in an offer.
NAMED_LENGTH, NAMED_LINES = 60, 4
LOOKS_LIKE: dict[Kind, Promise] = {
    Kind.TITLE: gettext_lazy("a title"),
    Kind.NAMES: gettext_lazy("a name"),
    Kind.MOMENT: gettext_lazy("a date"),
    Kind.RIGHTS: gettext_lazy("a copyright line"),
}

type NameFinder = Callable[[Sequence[str]], Mapping[str, int]]


@dataclass(slots=True)
class Finders:
    """How names are found that may stand above a text; without one nobody is known."""

    names: NameFinder | None = None


finders = Finders()


def register_name_finder(find: NameFinder) -> None:
    """Tell how names are found, written as they were pasted, with the numbers that choose them."""
    finders.names = find


def offers_for(source: str, html: str) -> list[dict[str, Any]]:
    """Return what to offer of a paste; `blocks_of` says what `source` and `html` are.

    Each names its `lines` by what they are recognised by, and says in `words` what they look like;
    `fields` is what a form may take over. Costs a query for each name in a byline.
    """
    return [_offer(run) for run in runs_of(blocks_of(source, html))]


def _offer(run: list[Block]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for part in (part for block in run for part in block.parts):
        if part.kind == Kind.MOMENT:
            fields["day"], fields["hour"] = part.value
        elif part.kind == Kind.NAMES:
            fields["names"] = _known(part.value)
        elif part.kind != Kind.PAGE:
            [fields[part.kind.value]] = part.value
    return {"lines": [block.key for block in run], "words": _words(run), "fields": fields}


def _known(names: Sequence[str]) -> list[dict[str, Any]]:
    """Return each name with the number of the row that has it, None for nobody."""
    numbers = finders.names(names) if finders.names else {}
    return [{"name": name, "id": numbers.get(name)} for name in names]


def _words(run: list[Block]) -> str:
    named = ", ".join(_quoted(block) for block in run[:NAMED_LINES])
    if len(run) > NAMED_LINES:
        named = _("{lines} and more").format(lines=named)
    kinds = dict.fromkeys(part.kind for block in run for part in block.parts)
    likenesses = [str(LOOKS_LIKE[kind]) for kind in kinds if kind in LOOKS_LIKE]
    if not likenesses:
        return _("This belongs to the web page, not to the text: {lines}").format(lines=named)
    looks = get_text_list(likenesses, pgettext("between the last two names", "and"))
    return _("This looks like {likeness}: {line}").format(likeness=looks, line=named)


def _quoted(block: Block) -> str:
    return f"“{Truncator(' '.join(block.words.split())).chars(NAMED_LENGTH)}”"
