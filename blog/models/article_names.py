"""The names above an article: its authors and topics, fetched in the article's own query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from blog.models.article_relations import ArticleTopic, Byline
from blog.models.images import Image
from coaching_site.addresses import address_of

# In the order of the model, which `from_db` wants.
PICTURE_FIELDS = (
    "file", "width", "height", "alternative_text", "is_decorative", "is_animated", "renditions",
)  # fmt: skip


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
    """An author as the page of an article names them; a card knows no more than the name."""

    name: str
    pk: int = 0
    slug: str = ""
    bio: str = ""
    user: int | None = None
    photo: Image | None = None

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
        return cls(**row | {"photo": _photo(row.get("photo"))})


def _photo(row: dict[str, Any] | None) -> Image | None:
    """Return the picture of a row; a photo that is not there is a row without a file."""
    if not row or not row["file"]:
        return None
    return Image.from_db(None, PICTURE_FIELDS, [row[name] for name in PICTURE_FIELDS])


def topic_rows() -> ArraySubquery:
    """Return what `TopicName` needs of each topic, in the author's order."""
    return _rows(ArticleTopic, name="topic__name", slug="topic__slug")


def author_rows(*, in_full: bool) -> ArraySubquery:
    """Return what `AuthorName` needs of each author, in their order; in full for the article."""
    if not in_full:
        return _rows(Byline, name="author__name")
    photo = JSONObject(**{name: f"author__photo__{name}" for name in PICTURE_FIELDS})
    plain = {name: f"author__{name}" for name in ("name", "pk", "slug", "bio", "user")}
    return _rows(Byline, **plain, photo=photo)


def _rows(relation: type[ArticleTopic | Byline], **columns: Any) -> ArraySubquery:
    rows = relation._default_manager.filter(article=OuterRef("pk")).order_by("position")
    return ArraySubquery(rows.values_list(JSONObject(**columns)))


class NamedArticle:
    """An article that knows its names once `for_list` or `for_reading` fetched it."""

    topic_rows: Iterable[dict[str, Any]]
    author_rows: Iterable[dict[str, Any]]

    @property
    def topic_names(self) -> list[TopicName]:
        """Return the topics, the main one first."""
        return [TopicName(**row) for row in self.topic_rows]

    @property
    def author_names(self) -> list[AuthorName]:
        """Return the authors in the order of the bylines."""
        return [AuthorName.read(row) for row in self.author_rows]
