"""The folds beside a text: what each holds, and how it reads when closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = Promise | str


@dataclass(frozen=True, slots=True)
class Fold:
    """One fold of the side column; `key` names it in addresses, styles and the browser's memory.

    `template` is shown below the fields.
    """

    key: str
    heading: Words
    fields: tuple[str, ...]
    # How a filled-in field reads in the one line of a closed fold: `{value}` is what was typed,
    # `{count}` how many; "!" stands before a box that is not ticked.
    words: Mapping[str, Words]
    nothing: Words
    is_open: bool = False
    template: str = ""


FOR_COLLEAGUES = Fold(
    "for-colleagues",
    _("For colleagues"),
    ("note",),
    words={"note": "“{value}”"},
    nothing=_("no note on this change"),
)


def fieldsets_of(writing: tuple[str, ...], folds: tuple[Fold, ...]) -> Any:
    """Return Django's declaration of a form: what is written, then each fold."""
    return [(None, {"fields": fields}) for fields in (writing, *(fold.fields for fold in folds))]
