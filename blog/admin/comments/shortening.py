"""The page on which words are left out of a comment for good."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from blog.admin.comments.queue import card_context
from blog.admin.comments.steps import require_change
from blog.models import Comment
from blog.models.comments import CommentError
from coaching_site.accounts.signed_in import account_of
from coaching_site.forms.fields import PlainTextField

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

MOST_WORDS = 1_000


class ShorteningForm(forms.Form):
    """The words to leave out, a line for each name; all their places are replaced."""

    words = PlainTextField(
        label=gettext_lazy("Leave out"),
        max_length=MOST_WORDS,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "A line for each name or word. It is left out wherever it stands in this comment."
        ),
        error_messages={"required": gettext_lazy("Choose or type the words to leave out.")},
    )

    def clean_words(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["words"].splitlines()]
        return [line for line in lines if line]


@require_http_methods(["GET", "HEAD", "POST"])
def shorten_comment(
    request: HttpRequest, model_admin: "ModelAdmin[Comment]", pk: int
) -> HttpResponse:
    """Ask which words go, and let them go; this cannot be undone."""
    require_change(request, model_admin)
    comment = get_object_or_404(Comment.objects.select_related("article"), pk=pk)
    form = ShorteningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            comment.shorten(form.cleaned_data["words"], by=account_of(request))
        except CommentError as error:
            form.add_error("words", str(error))
        else:
            model_admin.log_change(request, comment, _("shortened"))
            messages.success(request, _("The words are gone, and the comment says so."))
            return redirect("admin:blog_comment_change", comment.pk)
    context = card_context(request, model_admin)
    context |= {"title": _("Shorten"), "comment": comment, "form": form}
    return render(request, "admin/blog/comment/shorten.html", context)
