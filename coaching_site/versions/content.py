"""Everything of a text that a reader sees, as one value that a version stores."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise

from coaching_site.rich_text.embedded import block_ids_in, image_ids_in

TEXT = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content of one version; related rows are ids, in the order in which they are shown.

    Each field has the name that it has in its model, and one of them is `body`; publishing,
    comparing and the form derive from them. Fields may be added later: what an old version lacks
    gets its default, and what this release does not know is ignored.
    """

    # Fields that hold a moment, those that name an image, and lists of words.
    MOMENTS: ClassVar[tuple[str, ...]] = ()
    IMAGES: ClassVar[tuple[str, ...]] = ()
    LISTS: ClassVar[tuple[str, ...]] = ()
    # What a field is called, where that is not what its model calls it.
    LABELS: ClassVar[Mapping[str, str | Promise]] = {}
    # What stays as it is when an older version is put back.
    STAYING: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        """Hold moments in UTC: Python never finds an hour that is struck twice equal elsewhere."""
        for name in self.MOMENTS:
            if moment := getattr(self, name):
                object.__setattr__(self, name, moment.astimezone(UTC))

    @classmethod
    def names(cls) -> list[str]:
        """Return the names of all fields, in their order."""
        return [field.name for field in fields(cls)]

    @property
    def called(self) -> str:
        """Return what the author calls it."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """Return the rich text."""
        body: str = getattr(self, TEXT)
        return body

    def with_text(self, html: str) -> Self:
        """Return the same with another rich text."""
        return replace(self, **{TEXT: html})

    def is_shown_at(self, moment: datetime) -> bool:
        """Tell whether readers would see it at that moment, once it is published."""
        return True

    @property
    def image_ids(self) -> list[int]:
        """Return the images that this content shows, wherever in it they stand."""
        ids = [*(getattr(self, name) for name in self.IMAGES), *image_ids_in(self.text)]
        return list(dict.fromkeys(pk for pk in ids if pk))

    @property
    def block_ids(self) -> list[int]:
        """Return the blocks of text that the body holds."""
        return block_ids_in(self.text)

    @classmethod
    def in_terms_of_today(cls, stored: dict[str, Any]) -> dict[str, Any]:
        """Return what an earlier release stored with what a field that was replaced means now."""
        return stored

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Read what `to_json` made, of this release or an earlier one."""
        known = set(cls.names())
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in cls.in_terms_of_today(stored).items()
            if name in known
        }
        for name in cls.MOMENTS:
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
