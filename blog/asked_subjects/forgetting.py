"""What leaves a comment leaves the quotes of it as well: in each version, and in what readers see.

Versions never change otherwise. A quote that the author wrote anew is the author's own text: of
that only shortened words go.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from lxml.html import HtmlElement

from blog.asked_subjects.quoting import quote_of
from blog.models.comments.shortening import without_words
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.trees import parse, serialise, take_out, text_places, words_of

if TYPE_CHECKING:
    from blog.models import Article, AskedQuestion, Comment

QUOTES = "blockquote"
RENDERED = ["body", "body_html", "body_text", "contents", "reading_minutes", "renderer_version"]


def forget_with_the_comment(instance: "AskedQuestion", origin: Any, **kwargs: Any) -> None:
    """Take a question out of the texts that quote it, when its comment is erased.

    A question that a moderator takes from a subject, or loses with it, stays quoted.
    """
    begun_with = getattr(origin, "model", type(origin))
    if begun_with not in {type(instance), type(instance.subject)}:
        forget_quotes(instance.comment)


def forget_question(comment: "Comment") -> None:
    """Take a comment that its writer took back from its subject and out of the texts."""
    if hasattr(comment, "asked_question"):
        forget_quotes(comment)
        comment.asked_question.delete()


def forget_quotes(comment: "Comment") -> None:
    """Take the quotes of a comment out of the article about its subject."""
    quoted = " ".join(" ".join(quote_of(comment)).split())

    def leave_out(root: HtmlElement) -> None:
        for quote in list(root.iter(QUOTES)):
            if words_of(quote) == quoted:
                take_out(quote)

    _change_article(comment, leave_out)


def leave_out_of_quotes(comment: "Comment", words: list[str]) -> None:
    """Leave words out of what the article about a comment's subject quotes."""

    def leave_out(root: HtmlElement) -> None:
        for quote in root.iter(QUOTES):
            for element, place in text_places(quote):
                setattr(element, place, without_words(getattr(element, place) or "", words))

    _change_article(comment, leave_out)


def _change_article(comment: "Comment", change: Callable[[HtmlElement], None]) -> None:
    """Change the texts that may quote a comment, of which most have no quote at all."""
    articles = type(comment.article).objects
    article = articles.filter(asked_subject__questions__comment=comment.pk).first()
    if article is None:
        return
    with transaction.atomic():
        article.lock()
        for version in article.versions.filter(content__body__icontains=f"<{QUOTES}").iterator():
            version.content["body"] = _changed(version.content["body"], change)
            version.save(update_fields=["content"])
        _change_what_readers_see(article, change)


def _change_what_readers_see(article: "Article", change: Callable[[HtmlElement], None]) -> None:
    body = _changed(article.body, change)
    if body != article.body:
        article.body = body
        article.render()
        article.save(update_fields=RENDERED)


def _changed(html: str, change: Callable[[HtmlElement], None]) -> str:
    root = parse(html)
    before = serialise(root)
    change(root)
    after = serialise(root)
    return html if after == before else sanitise(after)
