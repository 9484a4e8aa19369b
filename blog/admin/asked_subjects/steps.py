"""What is done with subjects: marking a comment, taking it away, merging, starting the article."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from blog.admin.articles.access import can_add, can_view
from blog.admin.asked_subjects.choosing import MergeForm, SubjectForm
from blog.admin.comments.queue import TEXTS
from blog.asked_subjects.drafting import article_about
from blog.models import AskedQuestion, AskedSubject, Comment, CommentState
from blog.models.asked_subjects import AskedSubjectError
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.views import log_addition, log_change

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

type SubjectAdmin = "ModelAdmin[AskedSubject]"


@require_http_methods(["GET", "HEAD", "POST"])
def mark_comment(request: HttpRequest, model_admin: SubjectAdmin, pk: int) -> HttpResponse:
    """Ask what a comment is about, and put it among the questions about that."""
    require_change(request, model_admin)
    comment = get_object_or_404(Comment.objects.select_related("article").defer(*TEXTS), pk=pk)
    question = AskedQuestion.objects.filter(comment=comment).select_related("subject").first()
    initial = {"subject": question.subject_id} if question else {}
    typed = request.POST if request.method == "POST" else None
    form = SubjectForm(typed, initial=initial)
    if form.is_valid():
        try:
            with transaction.atomic():
                subject = form.chosen()
                subject.take(comment)
        except AskedSubjectError as error:
            form.add_error("title", str(error))
        else:
            log_change(request, subject, _("Marked a comment."))
            words = _("It is among the questions about “%(title)s” now.")
            messages.success(request, words % {"title": subject.title})
            return _back_from(comment)
    context = {"title": _("What is it about?"), "comment": comment, "form": form}
    return _show(request, model_admin, "mark", context)


@require_POST
def unmark_comment(request: HttpRequest, model_admin: SubjectAdmin, pk: int) -> HttpResponse:
    """Take a comment away from its subject; the comment itself stays as it is."""
    require_change(request, model_admin)
    question = get_object_or_404(AskedQuestion.objects.select_related("subject"), comment=pk)
    question.delete()
    log_change(request, question.subject, _("Took a comment away."))
    messages.success(request, _("The comment is no question about this subject any more."))
    return redirect("admin:blog_askedsubject_change", question.subject_id)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_subject(request: HttpRequest, model_admin: SubjectAdmin, pk: int) -> HttpResponse:
    """Ask for another subject, and give it the questions of this one."""
    require_change(request, model_admin)
    subject = get_object_or_404(AskedSubject, pk=pk)
    form = MergeForm(request.POST if request.method == "POST" else None, without=subject)
    if form.is_valid():
        other = form.cleaned_data["subject"]
        try:
            subject.merge_into(other)
        except AskedSubjectError as error:
            form.add_error("subject", str(error))
        else:
            log_change(request, other, _("Merged with “%(title)s”.") % {"title": subject.title})
            messages.success(request, _("The questions stand together now."))
            return redirect("admin:blog_askedsubject_change", other.pk)
    context = {"title": _("Merge"), "subject": subject, "form": form}
    return _show(request, model_admin, "merge", context)


@require_POST
def write_article(request: HttpRequest, model_admin: SubjectAdmin, pk: int) -> HttpResponse:
    """Open the article of a subject, started with its questions where there is none."""
    require_change(request, model_admin)
    subject = get_object_or_404(AskedSubject, pk=pk)
    if not (can_view(request.user) and can_add(request.user)):
        raise PermissionDenied
    try:
        article, is_new = article_about(subject, by=account_of(request))
    except AskedSubjectError as error:
        messages.error(request, str(error))
        return redirect("admin:blog_askedsubject_changelist")
    if is_new:
        log_addition(request, article, _("Started from a subject."))
        messages.success(request, _("This draft begins with the questions. Readers do not see it."))
    return redirect("admin:blog_article_change", article.pk)


def require_change(request: HttpRequest, model_admin: SubjectAdmin) -> None:
    """Let nobody decide who may only look. Raises PermissionDenied."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied


def _back_from(comment: Comment) -> HttpResponse:
    """Lead to where a moderator goes on: the queue, or the page of the comment."""
    if comment.state == CommentState.PENDING:
        return redirect("admin:blog_comment_queue")
    return redirect("admin:blog_comment_change", comment.pk)


def _show(
    request: HttpRequest, model_admin: SubjectAdmin, page: str, context: dict[str, Any]
) -> HttpResponse:
    around = model_admin.admin_site.each_context(request) | {"opts": model_admin.opts}
    return render(request, f"admin/blog/askedsubject/{page}.html", around | context)
