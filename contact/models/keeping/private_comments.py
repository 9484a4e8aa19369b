"""Comments that became a request: which one, without a column that would tie them together."""

from blog.models import Comment, CommentState
from coaching_site.forms.submissions import submission_key


def submission_of(comment: Comment) -> str:
    """Return the key of the request that a comment becomes, so that it becomes one only."""
    return submission_key("a comment answered in private", comment.pk)


def forget_comment_behind(submission: str, email: str) -> None:
    """Erase the comment that a request was made of, if it was: nobody reads it any more."""
    private = Comment.objects.from_address(email).filter(state=CommentState.PRIVATE)
    for comment in private:
        if submission_of(comment) == submission:
            comment.forget()
