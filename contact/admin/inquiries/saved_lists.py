"""Keeping the list of requests as it is narrowed now, under a name."""

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from coaching_site.accounts.models import User
from coaching_site.accounts.signed_in import account_of
from coaching_site.forms.fields import SingleLineField
from contact.models import Inquiry, SavedList
from contact.models.saved_lists import NAME_LENGTH, QUERY_LENGTH, query_to_keep

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


class SavedListForm(forms.Form):
    """Asks for a name; the same name again keeps the new list under it."""

    name = SingleLineField(
        max_length=NAME_LENGTH,
        label=gettext_lazy("Name of the list"),
        error_messages={"required": gettext_lazy("Give the list a name.")},
    )

    def __init__(self, account: User, query: str, data: QueryDict | None) -> None:
        super().__init__(data)
        self.account, self.query = account, query_to_keep(query)

    def clean(self) -> None:
        """Refuse what is no narrowed list, and one more than fits above it."""
        if not self.query or len(self.query) > QUERY_LENGTH:
            raise ValidationError(_("Narrow the list first, and then save it."))
        others = self.account.saved_lists_of_requests.exclude(name=self.cleaned_data.get("name"))
        if others.count() >= SavedList.MOST:
            raise ValidationError(
                _("You have %(count)d lists already. Forget one first.") % {"count": SavedList.MOST}
            )

    def save(self) -> SavedList:
        """Keep it."""
        kept, _is_new = SavedList.objects.update_or_create(
            account=self.account,
            name=self.cleaned_data["name"],
            defaults={"query": self.query},
        )
        return kept


@require_http_methods(["GET", "HEAD", "POST"])
def save_list(request: HttpRequest, model_admin: "ModelAdmin[Inquiry]") -> HttpResponse:
    """Ask for a name, and keep the list that the address asks for."""
    _require_view(request, model_admin)
    query = request.META["QUERY_STRING"]
    data = request.POST if request.method == "POST" else None
    form = SavedListForm(account_of(request), query, data)
    if form.is_valid():
        return redirect(_list(form.save().query))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Save this list"),
        "opts": model_admin.opts,
        "form": form,
        "back": _list(query),
    }
    return render(request, "admin/contact/inquiry/save_list.html", context)


@require_POST
def forget_list(request: HttpRequest, model_admin: "ModelAdmin[Inquiry]", pk: int) -> HttpResponse:
    """Forget one of one's own lists, not the requests in it."""
    _require_view(request, model_admin)
    get_object_or_404(account_of(request).saved_lists_of_requests, pk=pk).delete()
    return redirect(_list(""))


def _list(query: str) -> str:
    address = reverse("admin:contact_inquiry_changelist")
    return f"{address}?{query}" if query else address


def _require_view(request: HttpRequest, model_admin: "ModelAdmin[Inquiry]") -> None:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
