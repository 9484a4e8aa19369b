"""Two contents of a text, field by field, in the words of who reads them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import label_for_field
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext

from coaching_site.comparing.fragments import BothSides, Fragment
from coaching_site.comparing.passages import References
from coaching_site.comparing.sequences import Budget, Change, common_runs, in_order
from coaching_site.comparing.texts import Part, PassageChange, compare_texts, compare_words, fold
from coaching_site.models.blocks import Block
from coaching_site.rich_text.embedded import block_ids_in, find_images, image_ids_in
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.time.moments import in_words
from coaching_site.versions.content import TEXT, Content


@dataclass(frozen=True, slots=True)
class ShownImage:
    """An image of the library beside its name."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class FieldDifference(BothSides):
    """One field that differs: its words (`fragments`), the passages of the text, or two images."""

    name: str
    label: str
    fragments: tuple[Fragment, ...] = ()
    parts: tuple[Part, ...] = ()
    old_image: ShownImage | None = None
    new_image: ShownImage | None = None
    # Each fragment is a name of its own.
    is_list: bool = False

    @property
    def has_images(self) -> bool:
        return bool(self.old_image or self.new_image)


def compare_contents(model: type[Model], old: Content, new: Content) -> list[FieldDifference]:
    """Return what a reader would see differently, in the order of the form; empty for nothing.

    `model` is what the contents are of. Costs two queries for the text, and one for each other
    field that names rows.
    """
    differing = differing_names(old, new)
    return [difference for name in differing if (difference := _compare(model, name, old, new))]


def labels_of_differences(model: type[Model], old: Content, new: Content) -> list[str]:
    """Return what the fields that differ are called, without comparing their words."""
    return [_label(model, name, old) for name in differing_names(old, new)]


def differing_names(old: Content, new: Content) -> list[str]:
    """Return the names of the fields that differ."""
    return [name for name in old.names() if getattr(old, name) != getattr(new, name)]


def _label(model: type[Model], name: str, content: Content) -> str:
    return str(content.LABELS.get(name) or label_for_field(name, model))


def _compare(
    model: type[Model], name: str, old_content: Content, new_content: Content
) -> FieldDifference | None:
    old, new = getattr(old_content, name), getattr(new_content, name)
    field: Any = model._meta.get_field(name)
    label = capfirst(_label(model, name, old_content))
    if name == TEXT:
        return _text(label, old, new)
    if name in old_content.IMAGES:
        shown = _images(field.related_model, {pk for pk in (old, new) if pk})
        return FieldDifference(name, label, old_image=shown.get(old), new_image=shown.get(new))
    if field.related_model:
        pieces = _names(field.related_model, old, new)
        return FieldDifference(name, label, fragments=pieces, is_list=field.many_to_many)
    if name in old_content.LISTS:
        old, new = "\n".join(old), "\n".join(new)
    if field.choices:
        labels = dict(field.flatchoices)
        old, new = (str(labels.get(value, value)) for value in (old, new))
        return FieldDifference(name, label, fragments=_replaced(old, new))
    return FieldDifference(name, label, fragments=_pieces(old, new))


def _text(label: str, old: str, new: str) -> FieldDifference | None:
    """Return the passages; None when only something differs that nobody sees."""
    old, new = sanitise(old), sanitise(new)
    images = find_images({*image_ids_in(old), *image_ids_in(new)})
    blocks = Block.objects.in_bulk({*block_ids_in(old), *block_ids_in(new)})
    references = References(
        images={pk: image.thumbnail or image.address for pk, image in images.items()},
        blocks={pk: block.name for pk, block in blocks.items()},
    )
    differences = compare_texts(old, new, references)
    if all(block.change == PassageChange.SAME for block in differences):
        return None
    return FieldDifference(TEXT, label, parts=tuple(fold(differences)))


def _pieces(old: Any, new: Any) -> tuple[Fragment, ...]:
    """Return the words of a field that is neither the text nor names rows."""
    if isinstance(old, str):
        return compare_words(old, new)
    return _replaced(_said(old), _said(new))


def _said(value: datetime | bool | int | None) -> str:
    """Return a value as somebody says it; nothing for none."""
    if isinstance(value, datetime):
        return in_words(value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "" if value is None else str(value)


def _replaced(old: str, new: str) -> tuple[Fragment, ...]:
    both = [Fragment(Change.REMOVED, old), Fragment(Change.ADDED, new)]
    return tuple(fragment for fragment in both if fragment.text)


def _names(model: type[Model], old: Any, new: Any) -> tuple[Fragment, ...]:
    """Return the names of what is chosen, each a fragment; a changed order shows as well."""
    before, after = ([value] if isinstance(value, int) else value or () for value in (old, new))
    has_title = any(field.name == "title" for field in model._meta.fields)
    called = "title" if has_title else "name"
    rows = model._default_manager.only(called).in_bulk({*before, *after})

    runs = common_runs(before, after, Budget())
    return tuple(
        Fragment(change, getattr(rows.get(key), called, gettext("no longer there")))
        for change, key in in_order(runs, before, after)
    )


def _images(model: type[Model], ids: set[int]) -> dict[int | None, ShownImage]:
    """Return the images; one that is gone says so."""
    images: dict[int, Any] = model._default_manager.in_bulk(ids)
    gone = ShownImage(gettext("no longer there"), address="")
    shown = {pk: ShownImage(str(image), image.thumbnail_url) for pk, image in images.items()}
    return {pk: shown.get(pk, gone) for pk in ids}
