"""The buttons with which a moderator decides, in the list and on the page of one comment."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import ActionLocation
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.models import Comment, CommentState
from blog.models.comments import NEXT_STATES, CommentError
from coaching_site.accounts.signed_in import account_of

EVERYWHERE = [ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]


@admin.action(description=_("Approve"), permissions=["change"], location=EVERYWHERE)
def approve(
    model_admin: ModelAdmin, request: HttpRequest, comments: QuerySet[Comment]
) -> HttpResponse | None:
    """Show the comments to readers."""
    return _decide(model_admin, request, comments, Comment.approve, CommentState.APPROVED)


@admin.action(description=_("Refuse"), permissions=["change"], location=EVERYWHERE)
def refuse(
    model_admin: ModelAdmin, request: HttpRequest, comments: QuerySet[Comment]
) -> HttpResponse | None:
    """Keep the comments off the site."""
    return _decide(model_admin, request, comments, Comment.refuse, CommentState.REFUSED)


@admin.action(description=_("Spam"), permissions=["change"], location=EVERYWHERE)
def mark_as_spam(
    model_admin: ModelAdmin, request: HttpRequest, comments: QuerySet[Comment]
) -> HttpResponse | None:
    """Keep the comments off the site, as what no person wrote."""
    return _decide(model_admin, request, comments, Comment.mark_as_spam, CommentState.SPAM)


@admin.action(description=_("Take off the site"), permissions=["change"], location=EVERYWHERE)
def remove(
    model_admin: ModelAdmin, request: HttpRequest, comments: QuerySet[Comment]
) -> HttpResponse | None:
    """Take comments off the site that readers have seen."""
    return _decide(model_admin, request, comments, Comment.remove, CommentState.REMOVED)


# Each button by the state in which it leaves a comment.
BUTTONS = {
    CommentState.APPROVED: approve,
    CommentState.REFUSED: refuse,
    CommentState.SPAM: mark_as_spam,
    CommentState.REMOVED: remove,
}


def names_after(state: str) -> set[str]:
    """Return the names of the buttons that can follow a state; any, for no state in particular."""
    wanted = NEXT_STATES[CommentState(state)] if state in CommentState else set(BUTTONS)
    return {BUTTONS[next_state].__name__ for next_state in wanted if next_state in BUTTONS}


def _decide(
    model_admin: ModelAdmin,
    request: HttpRequest,
    comments: QuerySet[Comment],
    verb: Callable[..., None],
    state: CommentState,
) -> HttpResponse | None:
    """Apply a verb to each of the chosen comments; say how often it could be, and why not."""
    done = 0
    for comment in comments.select_related("article"):
        try:
            with transaction.atomic():
                comment.ensure_read(request.POST.get("seen", ""))
                verb(comment, by=account_of(request))
        except CommentError as error:
            model_admin.message_user(request, f"{comment}: {error}", messages.WARNING)
        else:
            done += 1
            model_admin.log_change(request, comment, str(state.label))
    if done:
        words = ngettext(
            "%(count)d comment is now “%(state)s”.", "%(count)d comments are now “%(state)s”.", done
        )
        words %= {"count": done, "state": state.label}
        model_admin.message_user(request, words, messages.SUCCESS)
    return redirect("admin:blog_comment_changelist") if _is_page_of_one(request) else None


def _is_page_of_one(request: HttpRequest) -> bool:
    """Tell whether the button stood on the page of one comment."""
    return bool(request.resolver_match and "object_id" in request.resolver_match.kwargs)
