"""What a moderator can do with a comment by one button, in the queue or by a link."""

from collections.abc import Callable

from blog.models import Comment
from coaching_site.accounts.models import User

# With the comment, who decides, and a sentence to its writer, which only a refusal has.
type Step = Callable[[Comment, User, str], None]

STEPS: dict[str, Step] = {
    "approve": lambda comment, by, _sentence: comment.approve(by=by),
    "refuse": lambda comment, by, sentence: comment.refuse(by=by, sentence=sentence),
    "spam": lambda comment, by, _sentence: comment.mark_as_spam(by=by),
    "private": lambda comment, by, _sentence: comment.make_private(by=by),
    "undo": lambda comment, by, _sentence: comment.undo(by=by),
}
# What needs no look at more than the words.
PLAIN_STEPS = ("approve", "refuse", "spam")
