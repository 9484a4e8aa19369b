"""What happens when an author saves: a version, two when a pasted text was tidied, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise

from coaching_site.accounts.models import User
from coaching_site.rich_text.tidying.left_out.missing import leave_out_missing
from coaching_site.rich_text.tidying.steps import tidy
from coaching_site.versions.content import Content
from coaching_site.versions.version import VersionOrigin
from coaching_site.versions.versioned import VersionedModel


@dataclass(frozen=True, slots=True)
class Saved:
    """The row, its newest version, and what the author should hear about the text."""

    row: Any
    version: Any
    notices: Sequence[str | Promise] = ()


def save_content(
    row: VersionedModel,
    content: Content,
    *,
    by: User | None,
    based_on: int,
    note: str = "",
) -> Saved:
    """Store what was typed; when tidying repairs it, the tidy text as a version on top.

    `row` may be a new one, which then starts. Undoing is one step back.
    Whoever undid it keeps an untouched text from there on. The note goes to the newest version.
    What is stored already stays as it is, also when it would be tidied otherwise today.
    Raises StaleVersionError as `save_version` does.
    """
    newest = row.newest_version if row.pk else None
    if newest and newest.read() == content:
        return Saved(row, row.save_version(content, by=by, based_on=based_on, note=note))
    as_typed = newest is not None and newest.origin == VersionOrigin.AS_TYPED
    body, missing = leave_out_missing(content.text)
    tidied = tidy(body, content.called, repair=not as_typed)
    typed = content.with_text(tidied.original if tidied.notices else tidied.html)
    origin = VersionOrigin.AS_TYPED if as_typed else VersionOrigin.SAVED
    with transaction.atomic():
        if row.pk is None:
            row, based_on = row.start(typed, by=by), 1
        kept = "" if tidied.notices else note
        version = row.save_version(typed, by=by, based_on=based_on, note=kept, origin=origin)
        version = row.save_version(
            content.with_text(tidied.html),
            by=by,
            based_on=version.number,
            note=note,
            origin=VersionOrigin.TIDIED,
        )
    return Saved(row, version, (*missing, *tidied.notices))


def undo_tidying(
    row: VersionedModel, content: Content, *, by: User | None, based_on: int, note: str = ""
) -> Saved:
    """Put the text back as it was typed; what else stands in the form is kept.

    Only saves when the newest version was not tidied, or is so old that only the tidy one is left.
    """
    newest = row.newest_version
    typed = newest.typed_before_tidying if newest else None
    with transaction.atomic():
        saved = save_content(row, content, by=by, based_on=based_on, note=note)
        if typed is None:
            return saved
        version = row.save_version(
            content.with_text(typed.read().text),
            by=by,
            based_on=saved.version.number,
            origin=VersionOrigin.AS_TYPED,
        )
    return Saved(row, version)
