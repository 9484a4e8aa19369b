"""How long requests are kept, and keeping one of them longer."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.model_admin import SiteModelAdmin
from coaching_site.admin_tools.one_row import OneRowAdmin
from coaching_site.forms.fields import SingleLineField
from contact.models import ErasedInquiry, Inquiry, KeepingTerms, StepNotPossibleError

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

LONGEST = timedelta(days=5 * 366)


@admin.register(KeepingTerms)
class KeepingTermsAdmin(OneRowAdmin):
    """For how many months, by the way a request ended."""

    fields = ["without_a_match", "without_a_reaction", "after_a_trajectory"]


@admin.register(ErasedInquiry)
class ErasedInquiryAdmin(SiteModelAdmin):
    """What was erased, when, why and by whom: nothing to open, change or take away."""

    list_display = ["month", "offer", "outcome", "because", "by", "at"]
    list_display_links = None
    list_select_related = ["offer", "by"]
    list_filter = ["because"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ErasedInquiry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ErasedInquiry | None = None) -> bool:
        return False


class KeepLongerForm(forms.Form):
    """Asks until when, and why: nothing is kept longer for no reason."""

    day = forms.DateField(
        label=gettext_lazy("Keep until"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Say until when.")},
    )
    reason = SingleLineField(
        max_length=200,
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("In general words: it stands beside the request."),
        error_messages={"required": gettext_lazy("Say why it has to be kept longer.")},
    )

    def __init__(self, erased_on: date, data: Any = None) -> None:
        super().__init__(data)
        self.erased_on = erased_on

    def clean_day(self) -> date:
        """Refuse a day on which it would be there anyway, and one years away."""
        day: date = self.cleaned_data["day"]
        if day <= self.erased_on:
            text = _("It is kept until %(day)s anyway. Choose a later day.")
            raise ValidationError(text % {"day": date_format(self.erased_on, "j F Y")})
        if day > self.erased_on + LONGEST:
            raise ValidationError(_("Choose a day within five years after that."))
        return day


@require_http_methods(["GET", "HEAD", "POST"])
def keep_inquiry(request: HttpRequest, model_admin: "ModelAdmin[Inquiry]", pk: int) -> HttpResponse:
    """Ask until when and why, and keep a closed request until then."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    inquiry = get_object_or_404(Inquiry, pk=pk)
    erased_on = inquiry.erased_on(KeepingTerms.load())
    if erased_on is None:
        messages.error(request, _("An open request is not erased."))
        return redirect(inquiry)
    form = KeepLongerForm(erased_on, request.POST if request.method == "POST" else None)
    if form.is_valid():
        _keep(request, model_admin, inquiry, form.cleaned_data)
        return redirect(inquiry)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Keep longer"),
        "opts": model_admin.opts,
        "form": form,
        "inquiry": inquiry,
        "erased_on": erased_on,
    }
    return render(request, "admin/contact/inquiry/keep.html", context)


def _keep(
    request: HttpRequest, model_admin: "ModelAdmin[Inquiry]", inquiry: Inquiry, chosen: Any
) -> None:
    """Keep it, unless somebody opened or erased it at this moment."""
    try:
        with transaction.atomic():
            inquiry.keep_longer(chosen["day"], reason=chosen["reason"], by=account_of(request))
            model_admin.log_change(request, inquiry, str(inquiry.events.latest("at", "pk")))
    except StepNotPossibleError:
        messages.error(request, _("An open request is not erased."))
