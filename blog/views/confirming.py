"""What a guest does by a link in a mail: pages that ask, since programs open links too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from blog.conversations.confirming import LINK, proof_of
from blog.conversations.links import link_gone
from blog.conversations.telling import STOP
from blog.models import Comment


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the address is the reader's own; her device may remember that it is.

    Only who presses the button gets the proof that a device keeps.
    """
    numbers = LINK.read(token)
    comments = Comment.objects.select_related("article").filter(pk__in=numbers or [])
    comment = comments.first()
    if comment is None:
        return link_gone(request)
    if "not_mine" in request.POST and comment.waits_for_its_writer:
        comment.discard_unconfirmed()
        return render(request, "blog/comments/discarded.html")
    is_mine = request.method == "POST" and "not_mine" not in request.POST
    if is_mine:
        comment.confirm_address()
        comment.refresh_from_db(fields=["state"])
    context = {
        "comment": comment,
        "is_confirmed": not comment.waits_for_its_writer,
        "proof": proof_of(comment.email) if is_mine else "",
    }
    return render(request, "blog/comments/confirm.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment_stop_answers(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the mails about answers should stop, and stop them."""
    numbers = STOP.read(token)
    comment = Comment.objects.select_related("article").filter(pk__in=numbers or []).first()
    if comment is None:
        return link_gone(request)
    if request.method == "POST":
        comment.stop_answers()
    context = {"comment": comment, "is_stopped": request.method == "POST"}
    return render(request, "blog/comments/stop_answers.html", context)
