"""A guest's own comment, by the link in her mails: see it, change it, take it back, erase all."""

from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blog.conversations.links import WRITERS, link_gone
from blog.conversations.of_address import erase_as_its_writer_asks, gets_mails, stop_mails
from blog.forms.own_comments import OwnCommentForm
from blog.models import Comment
from blog.models.comments import CommentGoneError
from coaching_site.forms.form_pages import form_page
from coaching_site.limits.answers import patch_retry_after
from coaching_site.security.signed_links import unlisted

DONE = "gedaan"
CHANGE, ERASE = "change", "erase"
# What the other buttons do.
STEPS: dict[str, Callable[[Comment], None]] = {
    "withdraw": Comment.withdraw,
    "stop": lambda comment: stop_mails(comment.email),
}


@form_page
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def comment_own(request: HttpRequest, token: str) -> HttpResponse:
    """Show a comment to its writer, and do what she asks; once erased, the link is gone."""
    comment = _own(token)
    if comment is None:
        return link_gone(request)
    step = request.POST.get("step", "")
    form = OwnCommentForm(request, comment, is_sent=step == CHANGE)
    if step == CHANGE and form.is_valid() and form.submit():
        return redirect(f"{request.path}?{DONE}={CHANGE}")
    if step == ERASE:
        erase_as_its_writer_asks(comment.email)
        return render(request, "blog/comments/erased.html")
    if step in STEPS:
        with suppress(CommentGoneError):
            STEPS[step](comment)
        return redirect(f"{request.path}?{DONE}={step}")
    # Once more: what was refused left the words that were typed in it.
    comment = _own(token)
    if comment is None:
        return link_gone(request)
    context = {
        "comment": comment,
        "form": form,
        "done": request.GET.get(DONE, ""),
        "gets_mails": gets_mails(comment.email),
    }
    response = render(request, "blog/comments/own.html", context, status=form.status)
    patch_retry_after(response, form.wait)
    return response


def _own(token: str) -> Comment | None:
    return Comment.objects.exclude(confirmed_at=None).behind(WRITERS.read(token))
