"""Inquiries in the admin: read like a letter, moved on by one button."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.signed_in import account_of
from coaching_site.admin_tools.model_admin import SiteModelAdmin
from coaching_site.forms.spam_traps import opening_time
from coaching_site.outages.time_limits import wait_for_nobody
from coaching_site.outbox.models import OutgoingMail
from coaching_site.text.telephone_numbers import telephone_link
from contact.admin.examples import propose_example
from contact.admin.inquiries.actions import (
    InquiryActionForm,
    close,
    plan,
    reopen,
    start_conversation,
    take_on,
)
from contact.admin.inquiries.answering import BUTTONS, AnsweringForm, mail_link
from contact.admin.inquiries.board import inquiry_board, move_inquiry
from contact.admin.inquiries.filters import (
    AnswerFilter,
    AssigneeFilter,
    ErasingFilter,
    OpenFilter,
    YearFilter,
    shows_what_is_open,
)
from contact.admin.inquiries.numbers import inquiry_numbers
from contact.admin.inquiries.saved_lists import forget_list, save_list
from contact.admin.keeping import keep_inquiry
from contact.conversations.timeline import timeline_of
from contact.models import (
    ErasedBecause,
    Inquiry,
    InquiryEvent,
    InquiryGoneError,
    InquiryMessage,
    InquiryState,
    KeepingTerms,
)
from contact.models.inquiries.inquiry import SEARCHED
from contact.models.inquiries.querysets import order_of_work
from contact.models.saved_lists import query_to_keep

STEP_BUTTON = f"{ActionLocation.CHANGE_FORM.value}-action"
SAID = {
    "_reply": _("Your answer is on its way by mail."),
    "_note": _("Your note is kept, for colleagues only."),
}


@admin.register(Inquiry)
class InquiryAdmin(SiteModelAdmin):
    """What the sender wrote stays as it is; the practice says who takes it on and how far it is."""

    form = AnsweringForm
    view_on_site = False
    actions = [take_on, start_conversation, plan, close, reopen]
    action_form = InquiryActionForm
    list_display = ["question", "how_far", "answer", "offer", "assignee", "asked"]
    list_display_links = ["question"]
    rows_without_filters = 10
    list_filter = [
        OpenFilter,
        AnswerFilter,
        "state",
        "role",
        "offer",
        AssigneeFilter,
        YearFilter,
        ErasingFilter,
    ]
    search_fields = SEARCHED
    word_fields = (SEARCHED,)
    search_help_text = _("Reference, name, mail address, school or a word of the question")

    class Media:
        css = {"all": ["css/admin/inquiries.css"]}
        js = [Script("js/inquiries/keys.js", type="module")]

    def get_urls(self) -> list[URLPattern]:
        """Add the board, numbers and saved lists, which ask for the permission themselves."""
        return [
            self._address("board/", inquiry_board, "board"),
            self._address("numbers/", inquiry_numbers, "numbers"),
            self._address("<int:pk>/move/", move_inquiry, "move"),
            self._address("<int:pk>/keep/", keep_inquiry, "keep"),
            self._address("<int:pk>/example/", propose_example, "example"),
            self._address("save-list/", save_list, "save_list"),
            self._address("lists/<int:pk>/forget/", forget_list, "forget_list"),
            *super().get_urls(),
        ]

    def _address(self, route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        wrapped = self.admin_site.admin_view(view)
        return path(route, wrapped, {"model_admin": self}, name=f"contact_inquiry_{name}")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Add the lists that the account keeps."""
        saved = list(account_of(request).saved_lists_of_requests.all())
        shown = query_to_keep(request.META["QUERY_STRING"])
        lists = {
            "saved_lists": saved,
            "shown_query": shown,
            "is_saved": shown in {each.query for each in saved},
        }
        return super().changelist_view(request, lists | (extra_context or {}))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inquiry]:
        """Bring what the list and the page show beside it."""
        return super().get_queryset(request).select_related("offer", "assignee")

    def get_ordering(self, request: HttpRequest) -> Any:
        """Begin with what cannot wait, where the list holds what is open."""
        is_open = shows_what_is_open(request)
        return order_of_work(account_of(request)) if is_open else super().get_ordering(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave asking to the form on the site: only there somebody agrees to what is kept."""
        return False

    @admin.display(description=_("request"), ordering="name")
    def question(self, inquiry: Inquiry) -> SafeString:
        """Say who asks, and what in the first sentence."""
        return format_html(
            '<strong>{}</strong> <span class="inquiry-question">{}</span>',
            inquiry.name,
            inquiry.first_sentence,
        )

    @admin.display(description=_("state"), ordering="state")
    def how_far(self, inquiry: Inquiry) -> str:
        """Return one word for how far it is, another one where it cannot wait."""
        if inquiry.is_urgent or inquiry.is_overdue:
            words = gettext("read first") if inquiry.is_urgent else gettext("too late")
            return format_html('<strong class="overdue">{}</strong>', words)
        if inquiry.asker_waits_since:
            return format_html("<strong>{}</strong>", gettext("added something"))
        return inquiry.get_state_display()

    @admin.display(description=_("answer by"), ordering="answer_due", empty_value="")
    def answer(self, inquiry: Inquiry) -> str:
        """Return the promised day while somebody waits."""
        waits = inquiry.state == InquiryState.NEW
        return date_format(inquiry.answer_due, "j F") if waits else ""

    @admin.display(description=_("asked"), ordering="created_at")
    def asked(self, inquiry: Inquiry) -> str:
        """Return the day; the hour stands in the inquiry itself."""
        return date_format(timezone.localtime(inquiry.created_at), "SHORT_DATE_FORMAT")

    def get_fieldsets(self, request: HttpRequest, obj: Inquiry | None = None) -> Any:
        """Ask for an answer or a note whoever may change the request."""
        may_answer = self.has_change_permission(request, obj)
        return [
            (None, {"fields": ["assignee"]}),
            *([(None, {"fields": ["reply", "note"]})] if may_answer else []),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Let the form keep what was typed, where a step was pressed that would lose it."""
        if any(request.POST.get(name, "").strip() for name in BUTTONS.values()):
            posted = request.POST.copy()
            posted.pop(STEP_BUTTON, None)
            request.POST = posted  # type: ignore[assignment] # Django reads either
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(
        self, request: HttpRequest, inquiry: Inquiry, form: AnsweringForm, change: bool
    ) -> None:
        """Do the one thing that the pressed button says, by its verb.

        Who answers on a page that is hours old does not take the request from who took it on.
        """
        if form.written:
            form.store_message(by=account_of(request))
        elif "assignee" in form.changed_data:
            inquiry.assign_to(form.cleaned_data["assignee"], by=account_of(request))

    def response_change(self, request: HttpRequest, obj: Inquiry) -> HttpResponse:
        """Stay with the conversation after an answer or a note."""
        said = next((words for name, words in SAID.items() if name in request.POST), None)
        if said is None:
            return super().response_change(request, obj)
        self.message_user(request, str(said), messages.SUCCESS)
        return redirect(request.get_full_path())

    def delete_model(self, request: HttpRequest, obj: Inquiry) -> None:
        """Erase it as its term does, or say at once that a mail about it is on its way (503)."""
        with transaction.atomic():
            wait_for_nobody()
            with suppress(InquiryGoneError):
                obj.erase(ErasedBecause.PRACTICE, by=account_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> None:
        """Erase all of them, or none and say so at once."""
        with transaction.atomic():
            wait_for_nobody()
            for inquiry in queryset.order_by("pk"):
                with suppress(InquiryGoneError):
                    inquiry.erase(ErasedBecause.PRACTICE, by=account_of(request))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        """Let whoever may erase an inquiry erase its mails and history with it."""
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        along = {model._meta.verbose_name for model in (OutgoingMail, InquiryEvent, InquiryMessage)}
        return to_delete, counts, set(missing) - along, protected

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """Add the conversation, the mails and the ways to answer."""
        inquiry: Inquiry = context["original"]
        form = context["adminform"].form
        timeline = timeline_of(inquiry)
        newest = max((each.pk for each in timeline if isinstance(each, InquiryMessage)), default=0)
        return {
            "title": capfirst(self.opts.verbose_name),
            "show_save_and_continue": False,
            "timeline": timeline,
            "newest_message": newest,
            # What came in since is marked, where somebody answered without having read it.
            "read_until": form.seen if form.is_bound else newest,
            "opened": opening_time(),
            "mails": inquiry.mails.order_by("-pk"),
            "mail_link": mail_link(inquiry),
            "erased_on": inquiry.erased_on(KeepingTerms.load()),
            "telephone_link": telephone_link(inquiry.telephone),
        }
