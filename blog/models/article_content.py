"""Everything of an article that a reader sees, as one value that a version stores."""

from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any, Self

from django.utils.dateparse import parse_datetime

from coaching_site.rich_text.embedded import block_ids_in, image_ids_in

MOMENTS = ("publish_at", "end_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContent:
    """The content of one version; related rows are ids, in the order in which they are shown.

    Each field has the name that it has in `Article` and in its form; publishing, comparing and the
    form derive from them. Fields may be added later: what an old version lacks gets its default,
    and what this release does not know is ignored.
    """

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
    comments_open: bool = True
    comments_close_after_days: int | None = None

    def __post_init__(self) -> None:
        """Hold moments in UTC: Python never finds an hour that is struck twice equal elsewhere."""
        for name in MOMENTS:
            if moment := getattr(self, name):
                object.__setattr__(self, name, moment.astimezone(UTC))

    @classmethod
    def names(cls) -> list[str]:
        """Return the names of all fields, in their order."""
        return [field.name for field in fields(cls)]

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

    @property
    def image_ids(self) -> list[int]:
        """Return the images that this content shows, wherever in it they stand."""
        ids = [self.cover, self.social_image, *image_ids_in(self.body)]
        return list(dict.fromkeys(pk for pk in ids if pk))

    @property
    def block_ids(self) -> list[int]:
        """Return the blocks of text that the body holds."""
        return block_ids_in(self.body)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Read what `to_json` made, of this release or an earlier one."""
        known = set(cls.names())
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in stored.items()
            if name in known
        }
        for name in MOMENTS:
            values[name] = parse_datetime(values[name]) if values.get(name) else None
        return cls(**values)

    def to_json(self) -> dict[str, Any]:
        """Return only lists, strings, numbers, truth values and nulls; moments in ISO 8601."""
        values = asdict(self)
        for name, value in values.items():
            if isinstance(value, tuple):
                values[name] = list(value)
            elif isinstance(value, datetime):
                values[name] = value.isoformat()
        return values
