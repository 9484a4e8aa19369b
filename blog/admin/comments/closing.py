"""Steps that reach beyond one comment: blocking who wrote it, closing the conversation it is in."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from blog.admin.comments.queue import TEXTS, card_context
from blog.admin.comments.steps import require_change
from blog.models import BlockedAddress, Comment
from coaching_site.accounts.signed_in import account_of

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


@require_http_methods(["GET", "HEAD", "POST"])
def block_writer(request: HttpRequest, model_admin: "ModelAdmin[Comment]", pk: int) -> HttpResponse:
    """Ask, then block the address of a comment; what still waits from it becomes spam."""
    require_change(request, model_admin)
    comment = _comment(pk)
    if request.method != "POST":
        return _ask(request, model_admin, comment, "block")
    if not comment.email:
        messages.error(request, _("This comment has no mail address."))
        return redirect("admin:blog_comment_change", pk)
    with transaction.atomic():
        BlockedAddress.objects.block(comment.email, by=account_of(request))
        waiting = Comment.objects.pending().from_mailbox(comment.email).order_by("pk")
        for each in list(waiting.select_for_update(no_key=True)):
            each.mark_as_spam(by=account_of(request))
        model_admin.log_change(request, comment, _("address blocked"))
    messages.success(request, _("What comes from this address goes to spam unseen from now on."))
    return redirect("admin:blog_comment_queue")


@require_http_methods(["GET", "HEAD", "POST"])
def close_conversation(
    request: HttpRequest, model_admin: "ModelAdmin[Comment]", pk: int
) -> HttpResponse:
    """Ask, then close the conversation that a comment is in, or open it again."""
    require_change(request, model_admin)
    comment = _comment(pk)
    article = comment.article
    if request.method != "POST":
        return _ask(request, model_admin, comment, "close")
    if article.conversation_closed_at:
        article.reopen_conversation()
        said = _("The conversation is open again.")
    else:
        article.close_conversation()
        said = _("The conversation is closed.")
    model_admin.log_change(request, comment, said)
    messages.success(request, said)
    return redirect("admin:blog_comment_change", pk)


def _comment(pk: int) -> Comment:
    return get_object_or_404(Comment.objects.select_related("article").defer(*TEXTS), pk=pk)


def _ask(
    request: HttpRequest, model_admin: "ModelAdmin[Comment]", comment: Comment, question: str
) -> HttpResponse:
    titles = {"block": _("Block the address"), "close": _("Close the conversation")}
    if comment.article.conversation_closed_at:
        titles["close"] = _("Open the conversation again")
    context = card_context(request, model_admin)
    context |= {"title": titles[question], "comment": comment, "question": question}
    return render(request, "admin/blog/comment/ask.html", context)
