"""What was said around a comment, so that it is judged where it was said."""

from django.db.models import Q

from blog.models import Comment, CommentState

# Of each side; a moderator wants what it follows and what followed it, not all of it.
MOST_AROUND = 10
SAID = [CommentState.PENDING, CommentState.APPROVED, CommentState.REMOVED, CommentState.WITHDRAWN]


def thread_around(comment: Comment) -> list[Comment]:
    """Return what it answers, what was said before it and after it, and itself, oldest first.

    What nobody meant or was let to say in public is left out, unless it is the comment itself.
    """
    top = comment.parent or comment
    others = Comment.objects.filter(parent=top).exclude(pk=comment.pk).filter(state__in=SAID)
    is_earlier = Q(created_at__lt=comment.created_at) | Q(
        created_at=comment.created_at, pk__lt=comment.pk
    )
    before = others.filter(is_earlier).order_by("-created_at", "-pk")[:MOST_AROUND]
    after = others.exclude(is_earlier).order_by("created_at", "pk")[:MOST_AROUND]
    above = [top] if comment.parent else []
    return [*above, *reversed(before), comment, *after]
