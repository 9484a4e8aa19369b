"""The names above an article: its authors and topics, fetched in the article's own query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from blog.images.stored_images import IMAGE_FIELDS, StoredImage
from blog.models.article_relations import ArticleTopic, Byline
from coaching_site.http.addresses import address_of
from coaching_site.json_rows import JSONRows


@dataclass(frozen=True, slots=True)
class TopicName:
    """A topic as the page of an article names it."""

    name: str
    slug: str

    @property
    def address(self) -> str:
        """Return where the topic's articles stand."""
        return address_of("topic_detail", self.slug)


@dataclass(frozen=True, slots=True)
class AuthorName:
    """An author as the page of an article names them; feeds and searches know only the name."""

    name: str
    pk: int = 0
    slug: str = ""
    bio: str = ""
    user: int | None = None
    photo: StoredImage | None = None

    @property
    def address(self) -> str:
        """Return where the author is introduced."""
        return address_of("author_detail", self.slug)

    @property
    def is_guest(self) -> bool:
        """Tell whether this author writes here without an account."""
        return self.user is None

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        """Return the author of a row of `author_rows`."""
        return cls(**row | {"photo": StoredImage.read(row.get("photo"))})


def image_row(relation: str, *shapes: str) -> JSONObject:
    """Return what `StoredImage` needs to show the image of a relation in these shapes."""
    made = f"{relation}__renditions"
    of_shapes = JSONObject(**{shape: f"{made}__shapes__{shape}" for shape in shapes})
    columns: dict[str, Any] = {name: f"{relation}__{name}" for name in IMAGE_FIELDS}
    columns["renditions"] = JSONObject(of=f"{made}__of", shapes=of_shapes)
    return JSONObject(**columns)


def topic_rows() -> JSONRows:
    """Return what `TopicName` needs of each topic, in the author's order."""
    return _rows(ArticleTopic, name="topic__name", slug="topic__slug")


def author_rows(*, in_full: bool) -> JSONRows:
    """Return what `AuthorName` needs of each author, in their order; in full for the article."""
    if not in_full:
        return _rows(Byline, name="author__name")
    plain = {name: f"author__{name}" for name in ("name", "pk", "slug", "bio", "user")}
    return _rows(Byline, **plain, photo=image_row("author__photo", "card"))


def _rows(relation: type[ArticleTopic | Byline], **columns: Any) -> JSONRows:
    rows = relation._default_manager.filter(article=OuterRef("pk")).order_by("position")
    return JSONRows(rows.values_list(JSONObject(**columns)))


class NamedArticle:
    """An article that knows its names by `with_names`, and its images by `for_reading`."""

    topic_rows: Iterable[dict[str, Any]]
    author_rows: Iterable[dict[str, Any]]
    cover_row: dict[str, Any]
    social_image_row: dict[str, Any]

    @property
    def topic_names(self) -> list[TopicName]:
        """Return the topics, the main one first."""
        return [TopicName(**row) for row in self.topic_rows]

    @property
    def author_names(self) -> list[AuthorName]:
        """Return the authors in the order of the bylines."""
        return [AuthorName.read(row) for row in self.author_rows]

    @property
    def shown_cover(self) -> StoredImage | None:
        """Return the image above the text, as `for_reading` fetched it."""
        return StoredImage.read(self.cover_row)

    @property
    def shown_social_image(self) -> StoredImage | None:
        """Return the image for other sites, as `for_reading` fetched it."""
        return StoredImage.read(self.social_image_row)
