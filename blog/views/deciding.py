"""Deciding about a comment by the link in a moderator's mail, without signing in."""

from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from blog.conversations.deciding import Question, question_of
from blog.conversations.links import link_gone
from blog.forms.decisions import DecisionForm
from blog.models import Comment
from blog.models.comments import CommentError
from coaching_site.forms.form_pages import form_page


@form_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment_decide(request: HttpRequest, token: str) -> HttpResponse:
    """Show the comment and ask; only a button decides, since programs open links too.

    The browser tells no other site the address. With `no-referrer` it would not tell ours either,
    and the protection of forms would take the button for a forgery.
    """
    form = DecisionForm(request)
    with transaction.atomic():
        question = question_of(token, is_answered=form.is_bound)
        if question is None:
            response = link_gone(request)
        elif form.is_valid() and _decide(request, question, form):
            response = _say_what_was_done(request, question, form.cleaned_data["sentence"])
        else:
            response = _ask(request, question, form)
    response["Referrer-Policy"] = "same-origin"
    return response


def _decide(request: HttpRequest, question: Question, form: DecisionForm) -> bool:
    """Do what was chosen, unless the words changed since they were read, which the form says."""
    try:
        question.comment.ensure_read(request.POST.get("seen", ""))
    except CommentError as error:
        form.add_error("step", str(error))
        return False
    form.decide(question.comment, by=question.moderator)
    return True


def _ask(request: HttpRequest, question: Question, form: DecisionForm) -> HttpResponse:
    comment = question.comment
    reports = comment.reports.open()
    context = {"question": question, "comment": comment, "reports": reports, "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "blog/comments/decide.html", context, status=status)


def _say_what_was_done(request: HttpRequest, question: Question, sentence: str) -> HttpResponse:
    context = {
        "comment": question.comment,
        "sentence": sentence,
        "waiting": Comment.objects.pending().count(),
    }
    return render(request, "blog/comments/decided.html", context)
