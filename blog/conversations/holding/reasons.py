"""Every reason for which a comment waits, so that the queue can name them."""

from typing import TYPE_CHECKING

from blog.conversations.holding.likeness import is_like_one_of
from blog.models.comments.choices import HoldReason
from coaching_site.text.addresses import addresses_in
from coaching_site.text.words import words_in

if TYPE_CHECKING:
    from blog.models.comments import Comment, ConversationSettings

# What is compared: the newest refused comments and as many marked as spam, each only as far as
# this. The longest texts of all cost a tenth of a second.
MOST_COMPARED, LENGTH_COMPARED = 250, 1_000


def reasons_to_hold(comment: "Comment", *, is_changed: bool = False) -> list[HoldReason]:
    """Return why a comment with a confirmed address waits; empty where it may appear at once."""
    settings = comment.article.conversation_settings
    article = comment.article
    # A conversation may have closed since somebody wrote; then a person decides.
    everything = article.holds_everything or not article.accepts_comments
    holds = {
        HoldReason.EVERYTHING: everything,
        HoldReason.FIRST: not everything and _is_first(comment),
        HoldReason.LINKS: _has_too_many_links(comment, settings),
        HoldReason.WORDS: has_listed_words(f"{comment.name}\n{comment.text}", settings),
        HoldReason.LIKE_REFUSED: _resembles_what_was_refused(comment),
        HoldReason.READ_FIRST: comment.read_first,
        HoldReason.CHANGED: is_changed,
        HoldReason.NO_PROOF: settings.asks_for_proof and comment.lacks_proof,
    }
    return [reason for reason, is_so in holds.items() if is_so]


def has_listed_words(text: str, settings: "ConversationSettings") -> bool:
    """Tell whether the words of a line of the list stand in a text, whole and side by side."""
    said = f" {' '.join(words_in(text))} "
    lines = (words_in(line) for line in settings.listed_words.splitlines())
    return any(f" {' '.join(line)} " in said for line in lines if line)


def _is_first(comment: "Comment") -> bool:
    """Tell whether nothing under this address is on the site."""
    comments = type(comment).objects.approved()
    return not comments.from_address(comment.email).exclude(pk=comment.pk).exists()


def _has_too_many_links(comment: "Comment", settings: "ConversationSettings") -> bool:
    allowed = settings.links_allowed
    return allowed is not None and sum(1 for _link in addresses_in(comment.text)) > allowed


def _resembles_what_was_refused(comment: "Comment") -> bool:
    others = type(comment).objects.exclude(pk=comment.pk)
    refused = others.beginnings_of_refused(MOST_COMPARED, LENGTH_COMPARED)
    return is_like_one_of(comment.text[:LENGTH_COMPARED], refused)
