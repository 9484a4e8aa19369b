"""Other articles that the page of one names, fetched in the article's own query."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models.functions import JSONObject

from blog.images.stored_images import StoredImage
from blog.models.article_names import image_row
from coaching_site.http.addresses import address_of


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """An article as another one names it; what its place does not show has not been fetched."""

    title: str
    slug: str
    part: int | None = None
    reading_minutes: int = 0
    cover: StoredImage | None = None

    @property
    def address(self) -> str:
        """Return where the article stands."""
        return address_of("article_detail", self.slug)

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        """Return the article of a row of `link_row` or `card_row`."""
        return cls(**row | {"cover": StoredImage.read(row.get("cover"))})


def link_row() -> JSONObject:
    """Return what a link to an article shows."""
    return JSONObject(title="title", slug="slug")


def part_row() -> JSONObject:
    """Return what the list of a series shows of a part."""
    return JSONObject(title="title", slug="slug", part="part")


def card_row(relation: str) -> JSONObject:
    """Return what the small card of an article shows, to which a relation points."""
    plain = {name: f"{relation}__{name}" for name in ("title", "slug", "reading_minutes")}
    return JSONObject(**plain, cover=image_row(f"{relation}__cover", "card"))
