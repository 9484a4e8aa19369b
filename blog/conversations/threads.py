"""The approved comments of an article, each with the answers to it, in pages."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from blog.asked_subjects.answering import answering_article
from blog.models import Article, Comment, CommentState

THREADS_PER_PAGE = 30

type CommentRow = dict[str, Any]  # of CommentQuerySet.for_conversation()


@dataclass(slots=True)
class Thread:
    """A comment with all answers to it, oldest first; None keeps the place of a withheld one."""

    state: str
    comment: CommentRow | None = None
    replies: list[CommentRow] = field(default_factory=list)

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether its writer took the first comment back."""
        return self.state == CommentState.WITHDRAWN

    @property
    def may_return(self) -> bool:
        """Tell whether the first comment is only hidden until somebody of the practice read it."""
        return self.state == CommentState.PENDING


@dataclass(slots=True)
class Conversation:
    """One page of the threads about an article, and how many comments there are on all pages."""

    article: Article
    threads: list[Thread]
    size: int
    number: int
    has_next: bool
    newest_first: bool

    @property
    def has_several_threads(self) -> bool:
        """Tell whether it makes a difference which comes first."""
        return self.number > 1 or len(self.threads) > 1

    @property
    def next_address(self) -> str:
        """Return where the conversation goes on."""
        return page_address(self.article, self.number + 1, newest_first=self.newest_first)

    @property
    def previous_address(self) -> str:
        """Return where what stands above this page is read."""
        return page_address(self.article, self.number - 1, newest_first=self.newest_first)


def conversation_about(
    article: Article, *, number: int = 1, newest_first: bool = False
) -> Conversation | None:
    """Return one page of what readers may read; None for a page that is not there.

    How many pages there are is not counted: with ten thousand that takes as long as the rest.
    """
    begin = (number - 1) * THREADS_PER_PAGE
    firsts = Comment.objects.threads_about(article, newest_first=newest_first)
    # One more than are shown, which tells whether another page follows.
    states = dict(firsts.values_list("pk", "state")[begin : begin + THREADS_PER_PAGE + 1])
    if number > 1 and not states:
        return None
    shown = list(states)[:THREADS_PER_PAGE]
    size = Comment.objects.approved().filter(article=article).count()
    return Conversation(
        article=article,
        threads=_threads({pk: Thread(states[pk]) for pk in shown}),
        size=size,
        number=number,
        has_next=len(states) > len(shown),
        newest_first=newest_first,
    )


def _threads(threads: dict[int, Thread]) -> list[Thread]:
    """Fill in what was said in each."""
    shown = Comment.objects.for_conversation(list(threads))
    for row in shown.annotate(answered_in=answering_article()):
        if row["parent_id"] is None:
            threads[row["pk"]].comment = row
        else:
            threads[row["parent_id"]].replies.append(row)
    return list(threads.values())


def page_address(article: Article, number: int, *, newest_first: bool = False) -> str:
    """Return where a page of a conversation is read: the first stands below the article."""
    if number == 1 and not newest_first:
        return article.get_absolute_url()
    name = "conversation_newest" if newest_first else "conversation_detail"
    return reverse(name, args=[article.slug]) + (f"?page={number}" if number > 1 else "")


def page_number_of(comment: Comment) -> int:
    """Return on which page a public comment stands where the oldest comes first."""
    first = comment.parent or comment
    threads_above = Comment.objects.written_before(first).threads_about(comment.article)
    return threads_above.count() // THREADS_PER_PAGE + 1
