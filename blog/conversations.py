"""The approved comments of an article, each with the answers to it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.db.models import OuterRef
from django.db.models.functions import JSONArray

from blog.models import Article, Comment
from coaching_site.http.addresses import address_of
from coaching_site.json_rows import JSONRows


class Said(NamedTuple):
    """One comment as readers see it; an author's carries the name of today."""

    pk: int
    parent_id: int | None
    signed: str
    text: str
    created_at: datetime
    author: str | None
    author_slug: str | None
    thread_began: datetime | None

    @classmethod
    def read(cls, row: list[Any]) -> Self:
        """Return the comment of a row of `said_rows`."""
        pk, parent_id, signed, text, created_at, author, author_slug, thread_began = row
        began = datetime.fromisoformat(thread_began) if thread_began else None
        created_at = datetime.fromisoformat(created_at)
        return cls(pk, parent_id, signed, text, created_at, author, author_slug, began)

    @property
    def name(self) -> str:
        """Return who said it."""
        return self.author or self.signed

    @property
    def author_address(self) -> str:
        """Return where an author of the site is introduced; a reader has no such page."""
        return address_of("author_detail", self.author_slug) if self.author_slug else ""


@dataclass(slots=True)
class Thread:
    """A comment with the replies to it, oldest first; None keeps the place of a withheld one."""

    began: datetime
    comment: Said | None = None
    replies: list[Said] = field(default_factory=list)


class Conversation(list[Thread]):
    """The threads of one article, oldest first."""

    @property
    def size(self) -> int:
        """Return how many comments there are to read."""
        return sum((thread.comment is not None) + len(thread.replies) for thread in self)


def said_rows() -> JSONRows:
    """Return what was approved of the article of the outer query, oldest first, as `Said` reads."""
    approved = Comment.objects.approved().filter(article=OuterRef("pk"))
    columns = JSONArray(
        "pk", "parent_id", "name", "text", "created_at",
        "author__name", "author__slug", "parent__created_at",
    )  # fmt: skip
    return JSONRows(approved.order_by("created_at", "pk").values_list(columns))


def conversation_about(article: Article) -> Conversation:
    """Return what readers may read, from the rows that came with the article."""
    threads: dict[int, Thread] = {}
    for row in article.said_rows:
        said = Said.read(row)
        if said.parent_id is None:
            threads.setdefault(said.pk, Thread(said.created_at)).comment = said
        else:
            # An answer to what was removed afterwards stands below an empty place.
            began = said.thread_began or said.created_at
            threads.setdefault(said.parent_id, Thread(began)).replies.append(said)
    return Conversation(sorted(threads.values(), key=lambda thread: thread.began))
