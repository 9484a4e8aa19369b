"""The page on which a moderator chooses how often she is mailed about what waits."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from blog.admin.comments.queue import card_context
from blog.admin.comments.steps import require_change
from blog.models import Comment, ModeratorNotice
from blog.models.comments import NoticeRhythm
from coaching_site.accounts.signed_in import account_of

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


class RhythmForm(forms.ModelForm):
    """How often; what the own account has not chosen yet is told at once."""

    class Meta:
        model = ModeratorNotice
        fields = ["rhythm"]
        widgets = {"rhythm": forms.RadioSelect}
        labels = {"rhythm": gettext_lazy("Mail me about comments that wait")}


@require_http_methods(["GET", "HEAD", "POST"])
def choose_notices(request: HttpRequest, model_admin: "ModelAdmin[Comment]") -> HttpResponse:
    """Show and store how often the own account is mailed."""
    require_change(request, model_admin)
    account = account_of(request)
    own = ModeratorNotice.objects.filter(moderator=account).first()
    form = RhythmForm(request.POST if request.method == "POST" else None, instance=own)
    if form.is_valid():
        ModeratorNotice.choose(account.pk, NoticeRhythm(form.cleaned_data["rhythm"]))
        messages.success(request, _("Saved."))
        return redirect("admin:blog_comment_queue")
    context = card_context(request, model_admin)
    context |= {"title": _("Mail about what waits"), "account": account, "form": form}
    return render(request, "admin/blog/comment/notices.html", context)
