"""What the buttons of the queue do: with one comment, or with all that were chosen."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blog.admin.comments.queue import PAGE_LENGTH, TEXTS, card_context
from blog.conversations.steps import PLAIN_STEPS, STEPS, Step
from blog.models import Comment
from blog.models.comments import CommentError
from blog.models.comments.events import MAX_SENTENCE_LENGTH
from coaching_site.accounts.signed_in import account_of
from coaching_site.forms.fields import SingleLineField
from coaching_site.forms.form_pages import wants_fragment

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


class StepForm(forms.Form):
    """One of the buttons, and the sentence that may go with a refusal."""

    step = forms.ChoiceField(choices=[(name, name) for name in STEPS])
    sentence = SingleLineField(
        label=_("Sentence to the writer"), max_length=MAX_SENTENCE_LENGTH, required=False
    )


class ChosenForm(forms.Form):
    """One of the buttons for all that were chosen."""

    step = forms.ChoiceField(choices=[(name, name) for name in PLAIN_STEPS])
    chosen = forms.ModelMultipleChoiceField(
        Comment.objects.all(), error_messages={"required": _("Choose comments first.")}
    )


@require_POST
def decide_comment(
    request: HttpRequest, model_admin: "ModelAdmin[Comment]", pk: int
) -> HttpResponse:
    """Do what a button on a card says, and show what became of the comment."""
    require_change(request, model_admin)
    comments = Comment.objects.select_related("article", "parent").defer(*TEXTS)
    comment = get_object_or_404(comments, pk=pk)
    form, refusal = StepForm(request.POST), ""
    if form.is_valid():
        answers = form.cleaned_data
        step, sentence = STEPS[answers["step"]], answers["sentence"]
        refusal = take_step(request, model_admin, comment, step, sentence)
    else:
        refusal = " ".join(str(error) for errors in form.errors.values() for error in errors)
    if wants_fragment(request):
        comment = get_object_or_404(comments, pk=pk)
        return _card(request, model_admin, comment, refusal)
    if refusal:
        messages.error(request, refusal)
    return redirect(_queue_after([] if refusal else [comment]))


@require_POST
def decide_chosen(request: HttpRequest, model_admin: "ModelAdmin[Comment]") -> HttpResponse:
    """Do what a button says with each of the chosen; what cannot be is told, the rest goes on."""
    require_change(request, model_admin)
    form = ChosenForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(_("Choose comments first.")))
        return redirect("admin:blog_comment_queue")
    done = []
    for comment in form.cleaned_data["chosen"].select_related("article").defer(*TEXTS):
        step = STEPS[form.cleaned_data["step"]]
        if refusal := take_step(request, model_admin, comment, step):
            messages.warning(request, f"{comment}: {refusal}")
        else:
            done.append(comment)
    return redirect(_queue_after(done))


def require_change(request: HttpRequest, model_admin: "ModelAdmin[Comment]") -> None:
    """Let nobody decide who may only look. Raises PermissionDenied."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied


def take_step(
    request: HttpRequest,
    model_admin: "ModelAdmin[Comment]",
    comment: Comment,
    step: Step,
    sentence: str = "",
) -> str:
    """Take a step, and note it in the log of the admin; return in words why it could not be."""
    try:
        with transaction.atomic():
            comment.ensure_read(request.POST.get("seen", ""))
            step(comment, account_of(request), sentence)
            model_admin.log_change(request, comment, comment.get_state_display())
    except CommentError as error:
        return str(error)
    return ""


def _card(
    request: HttpRequest, model_admin: "ModelAdmin[Comment]", comment: Comment, refusal: str
) -> HttpResponse:
    context: dict[str, Any] = card_context(request, model_admin)
    context |= {"comment": comment, "refusal": refusal}
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    part = "_card" if comment.state == "pending" else "_line"
    return render(request, f"admin/blog/comment/{part}.html", context, status=status)


def _queue_after(comments: list[Comment]) -> str:
    """Return the address of the queue that shows these as decided."""
    numbers = ",".join(str(comment.pk) for comment in comments[:PAGE_LENGTH])
    address = reverse("admin:blog_comment_queue")
    return f"{address}?decided={numbers}" if numbers else address
