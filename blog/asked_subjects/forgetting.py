"""What leaves a comment leaves the quotes of it as well: in each version, and in what readers see.

Versions never change otherwise. A quote that the author wrote anew is the author's own text: of
that only shortened words go.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from lxml.html import HtmlElement

from blog.asked_subjects.quoting import digest_of
from blog.models.comments.shortening import without_words
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.trees import parse, serialise, take_out, text_places, words_of

if TYPE_CHECKING:
    from blog.models import Article, Comment

QUOTES = "blockquote"
RENDERED = ["body", "body_html", "body_text", "contents", "reading_minutes", "renderer_version"]


def forget_with_the_comment(instance: "Comment", **kwargs: Any) -> None:
    """Take a comment that is erased out of the texts that quote it."""
    forget_quotes(instance)


def forget_question(comment: "Comment") -> None:
    """Take a comment that its writer took back from its subject."""
    if hasattr(comment, "asked_question"):
        comment.asked_question.delete()


def forget_quotes(comment: "Comment") -> None:
    """Take the quotes of a comment out of every article."""
    for quote in comment.quotes.select_related("article").order_by("article"):
        digest = quote.digest

        def leave_out(root: HtmlElement, digest: str = digest) -> None:
            for element in list(root.iter(QUOTES)):
                if digest_of(words_of(element)) == digest:
                    take_out(element)

        _change_article(quote.article, leave_out)
        quote.delete()


def leave_out_of_quotes(comment: "Comment", words: list[str]) -> None:
    """Leave words out of what articles that quote a comment quote."""
    for quote in comment.quotes.select_related("article").order_by("article"):
        digests = {quote.digest: quote.digest}

        def leave_out(root: HtmlElement, digests: dict[str, str] = digests) -> None:
            for element in root.iter(QUOTES):
                before = digest_of(words_of(element))
                for place_of, place in text_places(element):
                    setattr(place_of, place, without_words(getattr(place_of, place) or "", words))
                if before in digests:
                    digests[before] = digest_of(words_of(element))

        _change_article(quote.article, leave_out)
        quote.digest = digests[quote.digest]
        quote.save(update_fields=["digest"])


def _change_article(article: "Article", change: Callable[[HtmlElement], None]) -> None:
    """Change the texts that may quote a comment, of which most have no quote at all."""
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
