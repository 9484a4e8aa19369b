"""The approved comments of an article, each with the answers to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from blog.models import Article, Comment
from coaching_site.addresses import address_of
from coaching_site.compiled_queries import CompiledQuery


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


def _approved(article: int) -> "QuerySet[Comment, Any]":
    comments = Comment.objects.approved().filter(article=article)
    return (
        comments.annotate(thread_began=F("parent__created_at"))
        .order_by("created_at", "pk")
        .values_list(
            "pk", "parent_id", "name", "text", "created_at",
            "author__name", "author__slug", "thread_began",
        )
    )  # fmt: skip


_APPROVED = CompiledQuery(_approved, article=-1)


def conversation_about(article: Article) -> Conversation:
    """Return what was approved, in one query and one pass."""
    threads: dict[int, Thread] = {}
    for said in _said_about(article):
        if said.parent_id is None:
            threads.setdefault(said.pk, Thread(said.created_at)).comment = said
        else:
            # An answer to what was removed afterwards stands below an empty place.
            began = said.thread_began or said.created_at
            threads.setdefault(said.parent_id, Thread(began)).replies.append(said)
    return Conversation(sorted(threads.values(), key=lambda thread: thread.began))


def _said_about(article: Article) -> Iterator[Said]:
    return (Said(*row) for row in _APPROVED(article=article.pk))
