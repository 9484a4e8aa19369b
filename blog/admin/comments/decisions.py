"""The buttons with which a moderator decides, in the list and on the page of one comment."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.models import Comment, CommentState
from blog.models.comments import NEXT_STATES, CommentError
from coaching_site.accounts.signed_in import account_of

if TYPE_CHECKING:
    from blog.admin.comments.comment_admin import CommentAdmin


def _button(verb: Callable[..., None], state: CommentState, label: Any) -> Any:
    """Return the action that applies a verb of Comment to each of the chosen ones."""

    @admin.action(
        description=label,
        permissions=["change"],
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def decide(
        model_admin: "CommentAdmin", request: HttpRequest, comments: QuerySet[Comment]
    ) -> HttpResponse | None:
        done = 0
        for comment in comments.select_related("article"):
            try:
                verb(comment, by=account_of(request))
            except CommentError as error:
                model_admin.message_user(request, f"{comment}: {error}", messages.WARNING)
            else:
                done += 1
                model_admin.log_change(request, comment, str(state.label))
        _say(model_admin, request, done, state)
        if is_page_of_one(request):
            return redirect("admin:blog_comment_changelist")
        return None

    decide.__name__ = verb.__name__
    return decide


def _say(model_admin: "CommentAdmin", request: HttpRequest, done: int, state: CommentState) -> None:
    if done:
        words = ngettext(
            "%(count)d comment is now “%(state)s”.", "%(count)d comments are now “%(state)s”.", done
        )
        words %= {"count": done, "state": state.label}
        model_admin.message_user(request, words, messages.SUCCESS)


def is_page_of_one(request: HttpRequest) -> bool:
    """Tell whether the button stood on the page of one comment."""
    return bool(request.resolver_match and "object_id" in request.resolver_match.kwargs)


BUTTONS = {
    CommentState.APPROVED: _button(Comment.approve, CommentState.APPROVED, _("Approve")),
    CommentState.REFUSED: _button(Comment.refuse, CommentState.REFUSED, _("Refuse")),
    CommentState.SPAM: _button(Comment.mark_as_spam, CommentState.SPAM, _("Spam")),
    CommentState.REMOVED: _button(Comment.remove, CommentState.REMOVED, _("Take off the site")),
}


def names_after(state: str) -> set[str]:
    """Return the names of the buttons that can follow a state; any, for no state in particular."""
    wanted = NEXT_STATES[CommentState(state)] if state in CommentState else set(BUTTONS)
    return {BUTTONS[next_state].__name__ for next_state in wanted}
