"""What the practice does with an inquiry: buttons on its page, and in the list for several."""

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.options import ActionLocation
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.signed_in import account_of
from contact.models import Inquiry, Outcome, StepNotPossibleError

EVERYWHERE = [ActionLocation.CHANGE_FORM, ActionLocation.CHANGE_LIST]


class InquiryActionForm(ActionForm):
    """Closing asks how it ended."""

    outcome = forms.ChoiceField(
        label=_("How it ended:"),
        required=False,
        choices=[("", _("choose when closing")), *Outcome.choices],
    )


@admin.action(description=_("I take it on"), permissions=["change"], location=EVERYWHERE)
def take_on(model_admin: ModelAdmin, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
    """Say who answers."""
    by = account_of(request)
    _each(model_admin, request, inquiries, lambda one: one.assign_to(by, by=by))


@admin.action(description=_("I have answered"), permissions=["change"], location=EVERYWHERE)
def start_conversation(
    model_admin: ModelAdmin, request: HttpRequest, inquiries: QuerySet[Inquiry]
) -> None:
    """Note that somebody answered."""
    by = account_of(request)
    _each(model_admin, request, inquiries, lambda one: one.start_conversation(by=by))


@admin.action(description=_("A date is agreed"), permissions=["change"], location=EVERYWHERE)
def plan(model_admin: ModelAdmin, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
    """Note that a date is agreed upon."""
    by = account_of(request)
    _each(model_admin, request, inquiries, lambda one: one.plan(by=by))


@admin.action(
    description=pgettext_lazy("inquiry", "Close"), permissions=["change"], location=EVERYWHERE
)
def close(model_admin: ModelAdmin, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
    """Close the requests, with how they ended."""
    by, outcome = account_of(request), _chosen_outcome(request)
    if outcome in Outcome.values:
        _each(model_admin, request, inquiries, lambda one: one.close(by=by, outcome=outcome))
    else:
        messages.error(request, gettext("Choose how it ended, then close it."))


@admin.action(description=_("Open again"), permissions=["change"], location=EVERYWHERE)
def reopen(model_admin: ModelAdmin, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
    """Open closed requests again."""
    by = account_of(request)
    _each(model_admin, request, inquiries, lambda one: one.reopen(by=by))


def _each(
    model_admin: ModelAdmin,
    request: HttpRequest,
    inquiries: QuerySet[Inquiry],
    verb: Callable[[Inquiry], None],
) -> None:
    """Do it with each inquiry that allows it, say what came of it, and name those that do not."""
    done: list[Inquiry] = []
    refused: list[str] = []
    for inquiry in inquiries.order_by("pk"):
        try:
            verb(inquiry)
        except StepNotPossibleError:
            refused.append(inquiry.reference)
        else:
            done.append(inquiry)
    _log_and_tell(model_admin, request, done)
    if refused:
        text = gettext("Not possible in the present state: %(references)s.")
        messages.warning(request, text % {"references": ", ".join(refused)})


def _log_and_tell(model_admin: ModelAdmin, request: HttpRequest, done: list[Inquiry]) -> None:
    events = [(inquiry, inquiry.events.latest("at", "pk")) for inquiry in done]
    for inquiry, event in events:
        model_admin.log_change(request, inquiry, str(event))
    for _inquiry, event in events[:1]:  # it was the same for all
        text = ngettext("%(count)d request: %(what)s.", "%(count)d requests: %(what)s.", len(done))
        messages.success(request, text % {"count": len(done), "what": event.get_kind_display()})


def _chosen_outcome(request: HttpRequest) -> str:
    """Return the outcome from the form on the page or above the list, whichever was sent."""
    on_the_page = f"{ActionLocation.CHANGE_FORM.value}-outcome"
    return request.POST.get(on_the_page) or request.POST.get("outcome", "")
