"""Everything of an article that a reader sees, as one value that a version stores."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.models.comments.settings import ConversationMode
from coaching_site.versions.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContent(Content):
    """The content of one version; each field has the name that it has in `Article`."""

    MOMENTS: ClassVar[tuple[str, ...]] = ("publish_at", "end_at")
    IMAGES: ClassVar[tuple[str, ...]] = ("cover", "social_image")
    LISTS: ClassVar[tuple[str, ...]] = ("discussion_questions",)
    LABELS: ClassVar[Mapping[str, str | Promise]] = {"related": _("read on")}
    # Putting back a text must neither move nor re-date nor hide an article.
    STAYING: ClassVar[tuple[str, ...]] = ("slug", "publish_at", "end_at")

    # In the order in which the form asks for them.
    title: str
    summary: str = ""
    body: str = ""
    publish_at: datetime | None = None
    end_at: datetime | None = None
    authors: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    series: int | None = None
    part: int | None = None
    cover: int | None = None
    slug: str = ""
    search_title: str = ""
    search_description: str = ""
    social_image: int | None = None
    discussion_questions: tuple[str, ...] = ()
    related: tuple[int, ...] = ()
    copyright_line: str = ""
    featured: bool = False
    conversation: str = ""
    comments_close_after_days: int | None = None
    holds: str = ""

    @classmethod
    def in_terms_of_today(cls, stored: dict[str, Any]) -> dict[str, Any]:
        """Read a conversation that could only be open or closed: a closed one was still read."""
        was_closed = stored.get("comments_open") is False
        return {"conversation": ConversationMode.READ_ONLY} | stored if was_closed else stored

    @property
    def called(self) -> str:
        return self.title

    def is_shown_at(self, moment: datetime) -> bool:
        """Tell whether readers would see an article with this content at that moment."""
        has_begun = self.publish_at is None or self.publish_at <= moment
        return has_begun and (self.end_at is None or self.end_at > moment)

    @property
    def what_is_read(self) -> tuple[object, ...]:
        """Return what a reader would call another text when it changes."""
        return (
            self.title, self.summary, self.body, self.authors, self.cover,
            self.discussion_questions, self.copyright_line,
        )  # fmt: skip
