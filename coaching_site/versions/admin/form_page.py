"""The page on which a text is written: the text wide, the rest in folds beside it.

Each part of the page has a template of its own in templates/admin/versions/:

- above the form: `_differences`
- in the bar of buttons: `_takeover`, `_state`, `_kept_here`, `_remarks`
- in the menu of that bar: `_history_actions`, and `_actions` of this kind of text
- beside the text: a `_fold` for each of the folds
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib.admin.helpers import AdminForm
from django.forms import ModelForm, MultiWidget
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from coaching_site.accounts.models import User
from coaching_site.accounts.signed_in import account_of
from coaching_site.time.moments import in_short
from coaching_site.versions.admin.folds import Fold
from coaching_site.versions.forms import VersionedForm
from coaching_site.versions.version import Version
from coaching_site.versions.versioned import VersionedModel

if TYPE_CHECKING:
    from coaching_site.versions.admin.versioned_admin import VersionedAdmin


@dataclass(frozen=True, slots=True)
class FormError:
    """What is wrong with a field, and the id of the control in which it is mended."""

    label: str
    target: str
    message: str


def form_page(
    admin: "VersionedAdmin", request: HttpRequest, adminform: AdminForm, text: VersionedModel | None
) -> dict[str, Any]:
    """Return what the templates need; `text` is None while it is new."""
    form = cast("VersionedForm", adminform.form)
    newest = form.newest
    can_undo_tidying = newest is not None and newest.typed_before_tidying is not None
    writing, *beside = adminform
    return {
        "newest": newest,
        "writing": writing,
        "folds": list(zip(admin.folds, beside, strict=True)),
        "words": script_texts(admin.folds),
        "field_errors": list(errors_of(form, _names_in(admin))),
        "differences": form.differences,
        "saved": saved_in_words(newest, account_of(request)) if newest else "",
        "remarks": admin.remarks_on(newest.read()) if newest else [],
        "can_publish": admin.has_publish_permission(request),
        "can_undo_tidying": can_undo_tidying,
        "actions": {},
        "actions_template": admin.actions_template,
        "history_actions": {
            "previous": _number_before(newest),
            "can_undo_tidying": can_undo_tidying,
        },
    }


def errors_of(form: ModelForm, names: Sequence[str]) -> Iterator[FormError]:
    """Yield what is wrong with the fields, in the order in which they stand in the form."""
    for bound in (form[name] for name in names if name in form.errors):
        is_split = isinstance(bound.field.widget, MultiWidget)
        target = f"{bound.auto_id}_0" if is_split else bound.auto_id
        for message in bound.errors:
            yield FormError(capfirst(str(bound.label)), target, str(message))


def saved_in_words(version: Version, reader: User | None) -> str:
    """Return when a version was saved, and by whom if that was somebody else than the reader."""
    moment = in_short(version.created_at)
    if version.created_by in {None, reader}:
        return gettext("Saved %(moment)s") % {"moment": moment}
    return gettext("Saved %(moment)s by %(name)s") % {"moment": moment, "name": version.created_by}


def script_texts(folds: Sequence[Fold]) -> dict[str, Any]:
    """Return what the scripts say: sentences with places such as `{count}`, parts of addresses."""
    return {
        "folds": {fold.key: {"fields": fold.words, "nothing": fold.nothing} for fold in folds},
        "words": _both(lambda count: ngettext("{count} word", "{count} words", count)),
        "minutes": _both(
            lambda count: ngettext("{count} minute to read", "{count} minutes to read", count)
        ),
        "foldAway": gettext("Fold this column away"),
        "unfold": gettext("Show the settings"),
    }


def address_texts(slug: str, nameless: str, *, is_public: bool) -> dict[str, Any]:
    """Return what the script of the address knows: the one that readers have, and its words."""
    return {
        "live": slug,
        "isPublic": is_public,
        "nameless": nameless,
        "warning": gettext(
            "Once you publish this, the old address “{address}” leads here: links that people kept "
            "go on working."
        ),
    }


def _names_in(admin: "VersionedAdmin") -> list[str]:
    """Return the fields of the form in their order."""
    fieldsets: Any = admin.fieldsets
    return [name for _heading, options in fieldsets for name in options["fields"]]


def _number_before(newest: Version | None) -> int | None:
    """Return the number of the version there is to go back to."""
    if newest is None:
        return None
    before = newest.siblings.filter(number__lt=newest.number).order_by("-number")
    number: int | None = before.values_list("number", flat=True).first()
    return number


def _both(sentence: Callable[[int], str]) -> dict[str, str]:
    """Return both forms of a sentence that counts; the script puts the number in."""
    return {"one": sentence(1), "other": sentence(2)}
