"""Writing a comment: a page of its own, or a fragment that htmx loads into the article."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blog.forms.comments import CommentForm
from blog.models import Article, Comment, CommentState
from blog.models.article_querysets import TEXT_FIELDS
from blog.private_questions import private_question
from blog.views.former_slugs import redirect_from_former
from coaching_site.forms.form_pages import form_page, wants_fragment
from coaching_site.limits.answers import patch_retry_after

SENT = "verstuurd"
# What a comment waits for, as the address of the thanks says it. Of what was decided before, and is
# sent once more, the thanks say what they said then.
TO_CONFIRM, TO_READ = "bevestigen", "lezen"


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
        return _show(request, "sent", article, waits_for=request.GET[SENT])
    form = CommentForm(request, article)
    is_preview = form.is_valid() and "preview" in request.POST
    if form.is_valid() and not is_preview and (comment := form.submit()):
        waits_for = _waits_for(comment)
        if wants_fragment(request):
            own = comment if form.proves_address else None
            return _show(request, "sent", article, waits_for=waits_for, own=own)
        return redirect(f"{request.path}?{SENT}={waits_for}")
    if wants_fragment(request) and not form.is_bound:
        form.focus_first_field()
    context = {"form": form, "is_preview": is_preview, "private_question": private_question()}
    response = _show(request, "form", article, status=form.status, **context)
    patch_retry_after(response, form.wait)
    return response


def _waits_for(comment: Comment) -> str:
    """Return what it waits for, or the number of one that is public."""
    if comment.state == CommentState.APPROVED:
        return str(comment.pk)
    return TO_CONFIRM if comment.state == CommentState.UNCONFIRMED else TO_READ


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
