"""Reporting a comment: a page that asks what is wrong with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blog.conversations.links import link_gone
from blog.forms.reports import ReportForm
from blog.models import Article, Comment
from blog.models.comments import CommentGoneError
from coaching_site.forms.form_pages import form_page
from coaching_site.limits.answers import patch_retry_after

SENT = "verstuurd"


@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def comment_report(request: HttpRequest, number: int) -> HttpResponse:
    """Take a report of a comment that readers see; of any other it says nothing.

    The thanks name no comment: the one that was reported may be hidden by now.
    """
    if request.method != "POST" and SENT in request.GET:
        return render(request, "blog/comments/report_sent.html")
    comment = _reported(number, is_sent=request.method == "POST")
    if comment is None:
        return link_gone(request)
    form = ReportForm(request, comment)
    try:
        is_stored = form.is_valid() and form.submit()
    except CommentGoneError:
        return link_gone(request)
    if is_stored:
        return redirect(f"{request.path}?{SENT}=")
    context = {"form": form, "comment": comment}
    response = render(request, "blog/comments/report.html", context, status=form.status)
    patch_retry_after(response, form.wait)
    return response


def _reported(number: int, *, is_sent: bool) -> Comment | None:
    """Return the comment with this number, where readers see it and may report it.

    Others may have hidden it while somebody typed: a report that is sent gets the usual thanks.
    """
    comments = Comment.objects.reportable(is_hidden_too=is_sent)
    comments = comments.filter(article__in=Article.objects.published())
    comment = comments.select_related("article").filter(pk=number).first()
    return comment if comment and comment.article.takes_reports else None
