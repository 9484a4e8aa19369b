"""What is done with the versions of an article; no reader sees anything of it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from django.db import transaction
from django.utils.translation import gettext

from blog.models.article_content import ArticleContent
from blog.models.article_fields import ArticleFields
from blog.models.former_slugs import FormerSlug
from blog.models.versions import ArticleVersion, StaleVersionError, VersionOrigin
from coaching_site.accounts.models import User

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class VersionedArticle(ArticleFields):
    """An article as its writers know it: saved, put back, planned; `Article` adds the readers."""

    versions: "RelatedManager[ArticleVersion]"

    class Meta:
        abstract = True

    @property
    def newest_version(self) -> ArticleVersion | None:
        """Return what was saved last, live or not."""
        return self.versions.order_by("-number").first()

    @property
    def waiting_change(self) -> ArticleVersion | None:
        """Return the version that replaces the live text at its moment, without its content."""
        versions = ArticleVersion.objects.without_content().filter(article=self.pk)
        waiting = versions.filter(go_live_at__isnull=False)
        return waiting.select_related("go_live_by").first()

    @property
    def has_unpublished_changes(self) -> bool:
        """Tell whether something was saved after what readers see."""
        newest = self.versions.order_by("-number").values_list("pk", flat=True).first()
        return self.publish_at is not None and newest not in {None, self.live_version_id}

    def save_version(
        self,
        content: ArticleContent,
        *,
        by: User | None,
        based_on: int,
        note: str = "",
        origin: VersionOrigin = VersionOrigin.SAVED,
    ) -> ArticleVersion:
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
            if self.publish_at is None:
                self._take_working_title(content)
            return self.versions.create(
                number=based_on + 1,
                content=content.to_json(),
                image_ids=content.image_ids,
                block_ids=content.block_ids,
                created_by=by,
                note=note,
                origin=origin,
            )

    def restore(self, version: ArticleVersion, *, by: User | None, based_on: int) -> ArticleVersion:
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

    def restored_content(self, version: ArticleVersion) -> ArticleContent:
        """Return what putting back a version gives: all of it but the address and the moments.

        Putting back a text must neither move nor re-date nor hide an article.
        """
        newest = self.versions.latest("number").read()
        return replace(
            version.read(), slug=newest.slug, publish_at=newest.publish_at, end_at=newest.end_at
        )

    def cancel_change(self) -> bool:
        """Forget the moment of the change that waits; tell whether there was one."""
        waiting = self.versions.filter(go_live_at__isnull=False)
        return bool(waiting.update(go_live_at=None, go_live_by=None))

    def lock(self) -> Self:
        """Let nobody else save or publish this article until the transaction ends."""
        type(self)._default_manager.select_for_update().only("pk").get(pk=self.pk)
        return self

    def _take_working_title(self, content: ArticleContent) -> None:
        """Keep the lists of the admin and the reserved address true while nothing is public."""
        FormerSlug.objects.follow(self, content.slug)
        self.title, self.slug = content.title, content.slug
        self.save(update_fields=["title", "slug"])
