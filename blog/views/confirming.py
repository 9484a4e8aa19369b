"""What a guest does by a link in a mail: pages that ask, since programs open links too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from blog.conversations.confirming import LINK, proof_of
from blog.conversations.links import link_gone
from blog.conversations.of_address import (
    confirm_address,
    discard_unconfirmed,
    stop_answers,
    stop_news,
    waiting_for,
)
from blog.conversations.telling import STOP_ANSWERS, STOP_NEWS
from blog.models import Comment


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the address is the reader's own; her device may remember that it is.

    Only who presses the button gets the proof that a device keeps.
    """
    numbers = LINK.read(token)
    comment = Comment.objects.behind(numbers)
    if comment is None:
        return link_gone(request)
    waiting = waiting_for(comment.email)
    if "not_mine" in request.POST and waiting.exists():
        discard_unconfirmed(comment.email)
        return render(request, "blog/comments/discarded.html")
    is_mine = request.method == "POST" and "not_mine" not in request.POST
    if is_mine:
        confirm_address(comment)
        comment = Comment.objects.behind(numbers)
        if comment is None:
            return link_gone(request)
    context = {
        "comment": comment,
        "is_confirmed": not waiting.exists(),
        "proof": proof_of(comment.email) if is_mine else "",
    }
    return render(request, "blog/comments/confirm.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment_stop_answers(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the mails about answers below an article should stop, and stop them."""
    return _stop(request, STOP_ANSWERS.read(token), stop_answers, about="answers")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment_stop_news(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the mails about a writer's own comments should stop, and stop them."""
    return _stop(request, STOP_NEWS.read(token), lambda each: stop_news(each.email), about="news")


def _stop(
    request: HttpRequest,
    numbers: list[int] | None,
    stop: Callable[[Comment], None],
    about: str,
) -> HttpResponse:
    comment = Comment.objects.behind(numbers)
    if comment is None:
        return link_gone(request)
    is_stopped = request.method == "POST"
    if is_stopped:
        stop(comment)
    context = {"comment": comment, "about": about, "is_stopped": is_stopped}
    return render(request, "blog/comments/stop_mails.html", context)
