"""Texts that are live or a draft, with no moment in between: pages, offers, blocks."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.models.former_addresses import AddressedModel
from coaching_site.rich_text.models import RenderedText, models_with_texts
from coaching_site.versions.versioned import VersionedModel


class TextState(models.TextChoices):
    """Where a text stands, as an editor says it."""

    DRAFT = "draft", _("draft")
    LIVE = "live", _("live")


class VersionedText(VersionedModel, RenderedText):
    """A text that readers see as it was published last, and not at all before that."""

    live_version: Any
    # What the row of a draft says too: what the lists of the admin show and sort by.
    listed_fields: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    @property
    def is_draft(self) -> bool:
        return self.live_version_id is None

    @property
    def state(self) -> TextState:
        return TextState.DRAFT if self.is_draft else TextState.LIVE

    def take_name(self, content: Any) -> None:
        """Store what a draft is called; the rest of the row waits for publication."""
        listed = {name: getattr(content, name) for name in self.listed_fields}
        for name, value in listed.items():
            setattr(self, name, value)
        if self.pk is None:
            self.hide()
            self.save()
        elif self.versions.filter(published_at__isnull=False).exists():
            # Who kept its address from when it was live finds it again.
            self.save(update_fields=self.listed_fields)
        else:
            type(self)._default_manager.filter(pk=self.pk).update(**listed)

    def publish(self, version: Any, *, by: User | None) -> None:
        """Copy a version onto the row and render it."""
        with transaction.atomic():
            self.lock()
            content = self.without_taken_names(version.read())
            self._take_over(content)
            version.show(since=timezone.now())
            self.live_version = version
            self.show()
            self.save()
            for field in self._meta.many_to_many:
                chosen: Any = field.related_model
                rows = chosen._default_manager.filter(pk__in=getattr(content, field.name))
                getattr(self, field.name).set(rows)

    def unpublish(self) -> None:
        with transaction.atomic():
            self.lock().refresh_from_db()
            self.versions.all().hide()
            self.live_version = None
            self.hide()
            self.save()

    def change_at_once(self, *, by: User | None, **changes: Any) -> None:
        """Change small facts, such as the order, for readers and in what they do not see yet."""
        with transaction.atomic():
            self.lock().refresh_from_db()
            newest, live = self.versions.latest("number"), self.live_version
            if live:
                changed = replace(live.read(), **changes)
                version = self.save_version(changed, by=by, based_on=newest.number)
                self.publish(version, by=by)
            if newest != live:
                changed = replace(newest.read(), **changes)
                based_on = self.versions.latest("number").number
                self.save_version(changed, by=by, based_on=based_on)

    def show(self) -> None:
        """Let readers see the row; the caller saves."""

    def hide(self) -> None:
        """Let readers see the row no longer, or not yet; the caller saves."""


class VisibleQuerySet(models.QuerySet[Any]):
    """The one gate of what has a page of its own."""

    def visible(self) -> Self:
        """Keep what visitors may read now."""
        return self.filter(is_visible=True)


class VersionedPage(AddressedModel, VersionedText):
    """A text with a page of its own; `is_visible` is whether it is published."""

    is_visible = models.BooleanField(
        _("on the site"), default=True, db_default=True, editable=False
    )

    class Meta(AddressedModel.Meta):
        abstract = True

    @property
    def is_draft(self) -> bool:
        return not self.is_visible

    @classmethod
    def free_slug(cls, title: str, others: models.QuerySet[Any]) -> str:
        """Return an address made of a title that none of the others has."""
        raise NotImplementedError

    def without_taken_names(self, content: Any) -> Any:
        others = type(self)._default_manager.exclude(pk=self.pk)
        taken = others.filter(slug=content.slug).exists()
        return replace(content, slug=self.slug) if taken else content

    def show(self) -> None:
        self.is_visible = True

    def hide(self) -> None:
        self.is_visible = False


def saved_texts(
    numbers: str, ids: Collection[int] | None = None
) -> Iterator[tuple[type[VersionedText], Any]]:
    """Yield the newest versions of texts that name one of these, each with its kind of text.

    `numbers` is the column of versions that holds ids; without `ids` any counts. One query for
    each kind of text.
    """
    condition = {f"{numbers}__len__gt": 0} if ids is None else {f"{numbers}__overlap": list(ids)}
    for model in models_with_texts():
        if issubclass(model, VersionedText):
            text: Any = model
            versions = text._meta.get_field("live_version").related_model
            named = versions.objects.newest().filter(**condition).defer("content")
            for version in named.select_related(versions.row):
                yield model, version
