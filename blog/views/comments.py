"""Writing a comment: a page of its own, or a fragment that htmx loads into the article."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blog.forms.comments import CommentForm
from blog.models import Article, CommentState
from blog.models.article_querysets import TEXT_FIELDS
from blog.private_questions import private_question
from blog.views.former_slugs import redirect_from_former
from coaching_site.forms.form_pages import form_page, wants_fragment
from coaching_site.limits.answers import patch_retry_after

SENT, TO_CONFIRM, TO_READ = "verstuurd", "bevestigen", "lezen"


@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def comment_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a comment, and say that it waits; a closed conversation says so."""
    article = Article.objects.published().defer(*TEXT_FIELDS).filter(slug=slug).first()
    if article is None:
        return redirect_from_former(request, slug, "comment_create")
    if not article.accepts_comments:
        return _show(request, "closed", article, status=HTTPStatus.FORBIDDEN)
    if request.method != "POST" and SENT in request.GET:
        return _sent(request, article, waits_for_writer=request.GET[SENT] == TO_CONFIRM)
    form = CommentForm(request, article)
    is_preview = form.is_valid() and "preview" in request.POST
    if form.is_valid() and not is_preview and (comment := form.submit()):
        waits_for_writer = comment.state == CommentState.UNCONFIRMED
        if wants_fragment(request):
            return _sent(request, article, waits_for_writer=waits_for_writer)
        return redirect(f"{request.path}?{SENT}={TO_CONFIRM if waits_for_writer else TO_READ}")
    if wants_fragment(request) and not form.is_bound:
        form.focus_first_field()
    context = {"form": form, "is_preview": is_preview, "private_question": private_question()}
    response = _show(request, "form", article, status=form.status, **context)
    patch_retry_after(response, form.wait)
    return response


def _sent(request: HttpRequest, article: Article, *, waits_for_writer: bool) -> HttpResponse:
    return _show(request, "sent", article, waits_for_writer=waits_for_writer)


def _show(
    request: HttpRequest,
    part: str,
    article: Article,
    status: int = HTTPStatus.OK,
    **context: Any,
) -> HttpResponse:
    """Show one of the parts of the conversation about an article, bare or in a page of its own."""
    template = (
        f"blog/comments/_{part}.html" if wants_fragment(request) else "blog/comments/create.html"
    )
    context |= {"article": article, "part": f"blog/comments/_{part}.html"}
    return render(request, template, context, status=status)
