"""What the menu of a form does with an article as a whole: away, back, a copy."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext

from blog.admin.articles.access import (
    can_add,
    can_throw_away,
    can_view,
    require_button,
    requires,
)
from blog.models import Article, ArticleState
from blog.publishing import duplicating
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.views import log_addition, log_change, render_in_admin

CONFIRM = "admin/blog/article/confirm.html"


@require_button
def trash(request: HttpRequest, pk: int) -> HttpResponse:
    """Move to the trash and offer to undo it; what readers see is asked about first."""
    article = get_object_or_404(Article, pk=pk)
    if not can_throw_away(request.user, article):
        raise PermissionDenied
    if article.state == ArticleState.LIVE and "sure" not in request.POST:
        context = {"title": gettext("Move to the trash"), "text": article}
        return render_in_admin(request, CONFIRM, Article, context)
    article.move_to_trash()
    log_change(request, article, gettext("Moved to the trash."))
    words = render_to_string("admin/blog/article/_undo.html", {"article": article}, request)
    messages.success(request, words)
    return redirect("admin:blog_article_changelist")


@require_button
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of the trash, as it was."""
    article = get_object_or_404(Article, pk=pk)
    if not can_throw_away(request.user, article):
        raise PermissionDenied
    article.take_out_of_trash()
    log_change(request, article, gettext("Taken out of the trash."))
    words = gettext("“%(title)s” is back: %(state)s.")
    words %= {"title": article.title, "state": article.state.label}
    messages.success(request, words)
    return redirect("admin:blog_article_change", pk)


@require_button
@requires(can_view)
@requires(can_add)
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a draft from the newest saved version, and open it."""
    article = get_object_or_404(Article, pk=pk)
    draft = duplicating.duplicate(article, by=account_of(request))
    log_addition(request, draft, gettext("Copied."))
    messages.success(request, gettext("This is the copy: a draft with an address of its own."))
    return redirect("admin:blog_article_change", draft.pk)
