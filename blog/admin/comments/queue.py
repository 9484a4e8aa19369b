"""The queue: what waits, one card each, with what a moderator can do about it."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.models import Comment
from blog.models.article_querysets import TEXT_FIELDS
from blog.models.comments.querysets import CommentQuerySet

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

PAGE_LENGTH = 30
MOST_DIGITS = 18  # of a number that PostgreSQL can look up
MAIL_PERMISSION = "blog.view_comment_email"
TEXTS = [f"article__{name}" for name in TEXT_FIELDS]


@require_safe
def comment_queue(request: HttpRequest, model_admin: "ModelAdmin[Comment]") -> HttpResponse:
    """Show what waits, what may be about danger first, and what was decided a moment ago."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    comments = list(_waiting(request)[: PAGE_LENGTH + 1])
    context = card_context(request, model_admin) | {
        "title": _("Comments that wait"),
        "comments": comments[:PAGE_LENGTH],
        "behind": comments[PAGE_LENGTH - 1] if len(comments) > PAGE_LENGTH else None,
        "waiting": Comment.objects.pending().count(),
        "decided": _decided(request),
    }
    return render(request, "admin/blog/comment/queue.html", context)


def card_context(request: HttpRequest, model_admin: "ModelAdmin[Comment]") -> dict[str, Any]:
    """Return what the cards need beside their comment: who looks at them, and may do what."""
    return model_admin.admin_site.each_context(request) | {
        "opts": model_admin.opts,
        "may_decide": model_admin.has_change_permission(request),
        "shows_mail": request.user.has_perm(MAIL_PERMISSION),
    }


def _for_cards() -> CommentQuerySet:
    return Comment.objects.select_related("article", "parent").defer(*TEXTS)


def _waiting(request: HttpRequest) -> CommentQuerySet:
    """Return the queue, from behind the comment named in the address."""
    queue = _for_cards().queue()
    last = Comment.objects.filter(pk__in=_numbers(request, "after")[:1]).first()
    return queue.after(last) if last else queue


def _decided(request: HttpRequest) -> list[Comment]:
    """Return what was decided a moment ago without scripts, so that it can be undone."""
    numbers = _numbers(request, "decided")[:PAGE_LENGTH]
    return list(_for_cards().exclude(state="pending").filter(pk__in=numbers))


def _numbers(request: HttpRequest, name: str) -> list[int]:
    """Return the numbers of comments in the address; what cannot be one is left out."""
    typed = request.GET.get(name, "").split(",")
    return [
        int(word)
        for word in typed
        if word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS
    ]
