"""The requests as a board: a column for each state, each request with the steps it can take."""

from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from coaching_site.accounts.signed_in import account_of
from contact.admin.inquiries.actions import close, plan, reopen, start_conversation, take_on
from contact.models import Inquiry, InquiryState, Outcome
from contact.models.inquiries.querysets import InquiryQuerySet

MOST_IN_A_COLUMN = 20
ACTIONS = {
    "take_on": take_on,
    "start_conversation": start_conversation,
    "plan": plan,
    "close": close,
    "reopen": reopen,
}


@dataclass(slots=True)
class Column:
    """The requests of one state that come first, and how many there are."""

    state: InquiryState
    inquiries: list[Inquiry]
    size: int

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.size - len(self.inquiries)


@require_safe
def inquiry_board(request: HttpRequest, model_admin: ModelAdmin) -> HttpResponse:
    """Show all requests, or with `?mine=1` those that the account has taken on."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    inquiries = Inquiry.objects.all()
    is_mine = bool(request.GET.get("mine"))
    if is_mine:
        inquiries = inquiries.filter(assignee=account_of(request))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Requests as a board"),
        "opts": model_admin.opts,
        "columns": columns_of(inquiries),
        "is_mine": is_mine,
        "may_change": model_admin.has_change_permission(request),
        "outcomes": Outcome.choices,
    }
    return TemplateResponse(request, "admin/contact/inquiry/board.html", context)


@require_POST
def move_inquiry(request: HttpRequest, model_admin: ModelAdmin, pk: int) -> HttpResponse:
    """Do with one request what its button says, and show the board again."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    action = ACTIONS.get(request.POST.get("step", ""))
    inquiries = Inquiry.objects.filter(pk=pk)
    if action is None or not inquiries.exists():
        raise Http404
    with transaction.atomic():
        action(model_admin, request, inquiries)
    mine = "?mine=1" if request.POST.get("mine") else ""
    return redirect(f"{reverse('admin:contact_inquiry_board')}{mine}#inquiry-{pk}")


def columns_of(inquiries: InquiryQuerySet) -> list[Column]:
    """Return a column for each state, in the order in which a request goes through them."""
    sizes = dict(inquiries.order_by().values_list("state").annotate(Count("pk")))
    return [
        Column(state, list(inquiries.in_column(state)[:MOST_IN_A_COLUMN]), sizes.get(state, 0))
        for state in InquiryState
    ]
