"""Examples in the admin: proposed on a page beside the request, and all of them in a list."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from blog.models import Article
from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.model_admin import SiteModelAdmin
from coaching_site.forms.fields import PlainTextField
from coaching_site.guard.looking import look_at
from coaching_site.guard.shown import Shown, shown_in
from contact.models import Example, ExampleState, Inquiry, InquiryGoneError, MessageKind
from contact.models.inquiries.examples import ANSWER_LENGTH, QUESTION_LENGTH, ExampleNotWaitingError

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

WORDS = ("question", "answer")


class ExampleForm(forms.Form):
    """The words as readers would see them; what could point to a child has to be looked at."""

    article = forms.ModelChoiceField(
        Article.objects.published().order_by("title"),
        label=gettext_lazy("Below which article"),
        error_messages={"required": gettext_lazy("Choose the article that it belongs to.")},
    )
    question = PlainTextField(
        max_length=QUESTION_LENGTH,
        label=gettext_lazy("The question"),
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": gettext_lazy("Write the question.")},
    )
    answer = PlainTextField(
        max_length=ANSWER_LENGTH,
        label=gettext_lazy("Your answer"),
        widget=forms.Textarea({"rows": 10}),
        error_messages={"required": gettext_lazy("Write the answer.")},
    )
    is_looked_at = forms.BooleanField(
        required=False, label=gettext_lazy("None of the marked words points to somebody")
    )

    @cached_property
    def shown(self) -> list[Shown]:
        """Return what the guard finds in the words as they stand in the two fields."""
        texts = (str(self[name].value() or "") for name in WORDS)
        return [shown for text in texts for shown in shown_in(look_at(text))]

    def clean(self) -> dict[str, Any]:
        if self.shown and not self.cleaned_data.get("is_looked_at"):
            look = _("Look at the words that are marked above: readers will see them.")
            self.add_error("is_looked_at", ValidationError(look))
        return self.cleaned_data


@require_http_methods(["GET", "HEAD", "POST"])
def propose_example(
    request: HttpRequest, model_admin: "ModelAdmin[Inquiry]", pk: int
) -> HttpResponse:
    """Shorten a question and its answer, and ask who asked whether others may read them."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    inquiry = get_object_or_404(Inquiry, pk=pk)
    example = Example.objects.filter(inquiry=inquiry).first()
    typed = request.POST if request.method == "POST" else None
    form = ExampleForm(typed, initial=_beginning(inquiry, example))
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("article", *WORDS)}
        try:
            example = Example.propose(inquiry, by=account_of(request), **words)
        except InquiryGoneError:
            messages.error(request, _("This request was erased meanwhile."))
            return redirect("admin:contact_inquiry_changelist")
        model_admin.log_change(request, inquiry, str(inquiry.events.latest("at", "pk")))
        messages.success(request, _("Who asked gets a mail. Until she agrees, nobody reads it."))
        return redirect(inquiry)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Place as an example"),
        "opts": model_admin.opts,
        "form": form,
        "inquiry": inquiry,
        "example": example,
    }
    return render(request, "admin/contact/inquiry/example.html", context)


def _beginning(inquiry: Inquiry, example: Example | None) -> dict[str, Any]:
    """Return what the form begins with: the words of last time, or those of the conversation."""
    if example and example.has_words:
        return {"article": example.article_id} | {name: getattr(example, name) for name in WORDS}
    answers = inquiry.messages.filter(kind=MessageKind.FROM_PRACTICE)
    answer = answers.values_list("text", flat=True).first() or ""
    return {
        "article": inquiry.article_id,
        "question": look_at(inquiry.text).with_wordings(),
        "answer": look_at(answer).with_wordings(),
    }


@admin.register(Example)
class ExampleAdmin(SiteModelAdmin):
    """What stands below articles or is asked: read here, placed, and taken down."""

    list_display = ["article", "state", "state_changed_at"]
    list_filter = ["state"]
    list_select_related = ["article"]
    readonly_fields = ("article", "state", "state_changed_at", "question", "answer", "proposed_by")
    fields = readonly_fields
    change_form_template = "admin/contact/example/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave proposing to the page of a request."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Do what a button says, which asks for no other fields."""
        step = request.POST.get("step")
        example = self.get_object(request, object_id)
        if step and example:
            return self._decide(request, example, step)
        context = {"waits_for_us": example and example.state == ExampleState.CHANGED}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def _decide(self, request: HttpRequest, example: Example, step: str) -> HttpResponse:
        if not self.has_change_permission(request, example):
            raise PermissionDenied
        by = account_of(request)
        try:
            if step == "place":
                example.place(by=by, wording=request.POST.get("wording", ""))
            else:
                example.take_down(by=by)
        except ExampleNotWaitingError:
            messages.error(request, _("Something was decided about it meanwhile. Look once more."))
        else:
            self.log_change(request, example, example.get_state_display())
            words = _("It is on the site.") if step == "place" else _("Its words are gone.")
            messages.success(request, words)
        return redirect("admin:contact_example_change", example.pk)
