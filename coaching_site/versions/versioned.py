"""The row of a text: what readers see now, copied from a version when somebody publishes it."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext

from coaching_site.accounts.models import User
from coaching_site.versions.content import Content
from coaching_site.versions.version import StaleVersionError, VersionOrigin


class VersionedModel(models.Model):
    """A row that is written by way of its versions.

    A concrete class has a key `live_version`, and `versions` lead back to it. It says by
    `take_name` what of a draft its row has, by `state` where it stands, and by `publish` how
    readers get a version.
    """

    versions: Any
    live_version_id: int | None

    class Meta:
        abstract = True

    @property
    def state(self) -> Any:
        """Return where it stands, as an editor says it; "draft" and "live" are among them."""
        raise NotImplementedError

    @property
    def ended_at(self) -> datetime | None:
        """Return until when readers saw it, where that ended by itself."""
        return None

    @property
    def is_draft(self) -> bool:
        """Tell whether nothing of it was published, or all of it taken back."""
        raise NotImplementedError

    @property
    def newest_version(self) -> Any:
        """Return what was saved last, live or not; None for nothing."""
        return self.versions.order_by("-number").first()

    @property
    def has_unpublished_changes(self) -> bool:
        """Tell whether something was saved after what readers see."""
        newest = self.versions.order_by("-number").values_list("pk", flat=True).first()
        return not self.is_draft and newest not in {None, self.live_version_id}

    @classmethod
    def start(
        cls, content: Any, *, by: User | None, origin: VersionOrigin = VersionOrigin.SAVED
    ) -> Self:
        """Make a draft with its first version; nothing of it is public yet."""
        with transaction.atomic():
            row = cls()
            row.take_name(content)
            row.save_version(content, by=by, based_on=0, origin=origin)
        return row

    def take_name(self, content: Any) -> None:
        """Store what a draft is called, which keeps the lists of the admin true."""
        raise NotImplementedError

    def without_taken_names(self, content: Any) -> Any:
        """Return the content with what this row has where another one took the new name or address.

        It was free when the content was written; only one row may have it.
        """
        return content

    def publish(self, version: Any, *, by: User | None) -> None:
        """Copy a version onto the row; the only way in which readers get a text."""
        raise NotImplementedError

    def unpublish(self) -> None:
        """Make a draft of it again; the text stays in its versions."""
        raise NotImplementedError

    def lock(self) -> Self:
        """Let nobody else save or publish this row until the transaction ends."""
        type(self)._default_manager.select_for_update().only("pk").get(pk=self.pk)
        return self

    def save_version(
        self,
        content: Any,
        *,
        by: User | None,
        based_on: int,
        note: str = "",
        origin: VersionOrigin = VersionOrigin.SAVED,
    ) -> Any:
        """Store the content as a new version; readers keep seeing what they see.

        `based_on` is the number of the version that was edited, 0 for none. Raises
        StaleVersionError when somebody saved since. Unchanged content makes no version; a note
        that comes with it is added to the newest one.
        """
        with transaction.atomic():
            self.lock()
            newest = self.newest_version
            if newest and newest.number != based_on:
                raise StaleVersionError(newest)
            if newest and newest.read() == content:
                newest.add_note(note)
                return newest
            if self.is_draft:
                self.take_name(self.without_taken_names(content))
            return self.versions.create(
                number=based_on + 1,
                content=content.to_json(),
                image_ids=content.image_ids,
                block_ids=content.block_ids,
                created_by=by,
                note=note,
                origin=origin,
            )

    def restore(self, version: Any, *, by: User | None, based_on: int) -> Any:
        """Save an old content as the newest version; readers keep seeing what they see.

        Raises StaleVersionError as `save_version` does. What stands there already makes no version.
        """
        content = self.restored_content(version)
        changes = content != self.versions.latest("number").read()
        note = gettext("Version %(number)s put back") % {"number": version.number}
        return self.save_version(
            content,
            by=by,
            based_on=based_on,
            note=note if changes else "",
            origin=VersionOrigin.RESTORED,
        )

    def restored_content(self, version: Any) -> Any:
        """Return what putting back a version gives: all of it but what its content leaves alone."""
        newest: Content = self.versions.latest("number").read()
        staying = {name: getattr(newest, name) for name in newest.STAYING}
        return replace(version.read(), **staying)

    def _take_over(self, content: Content) -> None:
        """Copy the content; a row that is gone is left out, many-to-many follow."""
        for name in content.names():
            value = getattr(content, name)
            field = self._meta.get_field(name)
            if isinstance(field, models.ForeignKey):
                rows: Any = field.related_model._default_manager
                setattr(self, name, rows.filter(pk=value or 0).first())
            elif not field.many_to_many:
                setattr(self, name, list(value) if isinstance(value, tuple) else value)
