"""Reporting a comment: a page that asks what is wrong with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blog.conversations.links import link_gone
from blog.forms.reports import ReportForm
from blog.models import Article, Comment
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
    comment = _reported(number)
    if comment is None:
        return link_gone(request)
    form = ReportForm(request, comment)
    if form.is_valid() and form.submit():
        return redirect(f"{request.path}?{SENT}=")
    context = {"form": form, "comment": comment}
    response = render(request, "blog/comments/report.html", context, status=form.status)
    patch_retry_after(response, form.wait)
    return response


def _reported(number: int) -> Comment | None:
    """Return the comment with this number, where readers see it and may report it."""
    comments = Comment.objects.reportable().filter(article__in=Article.objects.published())
    comment = comments.select_related("article").filter(pk=number).first()
    return comment if comment and comment.article.takes_reports else None
