"""Two contents of an article, field by field, in the words of who reads them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import label_for_field
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.comparing.fragments import BothSides, Fragment
from blog.comparing.passages import References
from blog.comparing.sequences import Budget, Change, common_runs, in_order
from blog.comparing.texts import Part, PassageChange, compare_texts, compare_words, fold
from blog.models import Article, Author, Image, Series, Topic
from blog.models.article_content import ArticleContent
from coaching_site.models.blocks import Block
from coaching_site.rich_text.embedded import block_ids_in, image_ids_in
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.time.moments import in_words

# The rows that a field names, and what each is called.
NAMES: dict[str, tuple[type[Model], str]] = {
    "authors": (Author, "name"),
    "topics": (Topic, "name"),
    "related": (Article, "title"),
    "series": (Series, "title"),
}
IMAGES = ("cover", "social_image")
LABELS = {"related": _("read on")}


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

    @property
    def is_list(self) -> bool:
        """Tell whether each fragment is a name of its own."""
        return self.name in {"authors", "topics", "related"}

    @property
    def has_images(self) -> bool:
        return self.name in IMAGES


def compare_contents(old: ArticleContent, new: ArticleContent) -> list[FieldDifference]:
    """Return what a reader would see differently, in the order of the form; empty for nothing.

    Costs at most eight queries, for names and images.
    """
    return [
        difference
        for name in _differing(old, new)
        if (difference := _compare(name, getattr(old, name), getattr(new, name)))
    ]


def labels_of_differences(old: ArticleContent, new: ArticleContent) -> list[str]:
    """Return what the fields that differ are called, without comparing their words."""
    return [_label(name) for name in _differing(old, new)]


def _differing(old: ArticleContent, new: ArticleContent) -> list[str]:
    return [name for name in ArticleContent.names() if getattr(old, name) != getattr(new, name)]


def _label(name: str) -> str:
    return str(LABELS.get(name) or label_for_field(name, Article))


def _compare(name: str, old: Any, new: Any) -> FieldDifference | None:
    label = capfirst(_label(name))
    if name == "body":
        return _text(label, old, new)
    if name in IMAGES:
        shown = _images({pk for pk in (old, new) if pk})
        return FieldDifference(name, label, old_image=shown.get(old), new_image=shown.get(new))
    return FieldDifference(name, label, fragments=_pieces(name, old, new))


def _text(label: str, old: str, new: str) -> FieldDifference | None:
    """Return the passages; None when only something differs that nobody sees."""
    old, new = sanitise(old), sanitise(new)
    images = Image.objects.in_bulk({*image_ids_in(old), *image_ids_in(new)})
    blocks = Block.objects.in_bulk({*block_ids_in(old), *block_ids_in(new)})
    references = References(
        images={pk: image.thumbnail_url for pk, image in images.items()},
        blocks={pk: block.name for pk, block in blocks.items()},
    )
    differences = compare_texts(old, new, references)
    if all(block.change == PassageChange.SAME for block in differences):
        return None
    return FieldDifference("body", label, parts=tuple(fold(differences)))


def _pieces(name: str, old: Any, new: Any) -> tuple[Fragment, ...]:
    """Return the words of a field that is neither the text nor an image."""
    if name in NAMES:
        return _names(name, old, new)
    if name == "discussion_questions":
        return compare_words("\n".join(old), "\n".join(new))
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


def _names(name: str, old: Any, new: Any) -> tuple[Fragment, ...]:
    """Return the names of what is chosen, each a fragment; a changed order shows as well."""
    model, attribute = NAMES[name]
    before, after = ([value] if isinstance(value, int) else value or () for value in (old, new))
    rows = model._default_manager.only(attribute).in_bulk({*before, *after})

    runs = common_runs(before, after, Budget())
    return tuple(
        Fragment(change, getattr(rows.get(key), attribute, gettext("no longer there")))
        for change, key in in_order(runs, before, after)
    )


def _images(ids: set[int]) -> dict[int | None, ShownImage]:
    """Return the images; one that is gone says so."""
    images = Image.objects.in_bulk(ids)
    gone = ShownImage(gettext("no longer there"), address="")
    shown = {pk: ShownImage(str(image), image.thumbnail_url) for pk, image in images.items()}
    return {pk: shown.get(pk, gone) for pk in ids}
