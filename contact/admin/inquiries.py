"""Inquiries in the admin: read like a letter, moved on by one button."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.accounts.signed_in import account_of
from coaching_site.http.addresses import telephone_link
from coaching_site.outbox.models import OutgoingMail
from contact.admin.answering import mail_link
from contact.admin.inquiry_actions import InquiryActionForm, InquiryActions
from contact.admin.inquiry_filters import AnswerFilter, AssigneeFilter, YearFilter
from contact.models import Inquiry, InquiryEvent, InquiryState
from contact.models.inquiries import SEARCHED


@admin.register(Inquiry)
class InquiryAdmin(InquiryActions):
    """What the sender wrote stays as it is; the practice says who takes it on and how far it is."""

    fields = ["assignee"]
    view_on_site = False
    actions = ["take_on", "start_conversation", "plan", "close", "reopen"]
    action_form = InquiryActionForm
    list_display = ["reference", "name", "state", "answer", "offer", "assignee", "asked"]
    list_filter = [
        AnswerFilter,
        "state",
        "role",
        "offer",
        AssigneeFilter,
        YearFilter,
    ]
    list_select_related = ["offer", "assignee"]
    search_fields = SEARCHED
    word_fields = (SEARCHED,)
    search_help_text = _("Reference, name, mail address, school or a word of the question")

    class Media:
        css = {"all": ["css/admin/inquiries.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave asking to the form on the site: only there somebody agrees to what is kept."""
        return False

    @admin.display(description=_("answer by"), ordering="answer_due", empty_value="")
    def answer(self, inquiry: Inquiry) -> str:
        """Return the promised day while somebody waits, marked in words once it is over."""
        if inquiry.state != InquiryState.NEW:
            return ""
        day = date_format(inquiry.answer_due, "j F")
        if not inquiry.is_overdue:
            return day
        return format_html('<strong class="overdue">{}: {}</strong>', gettext("too late"), day)

    @admin.display(description=_("asked"), ordering="created_at")
    def asked(self, inquiry: Inquiry) -> str:
        """Return the day; the hour stands in the inquiry itself."""
        return date_format(timezone.localtime(inquiry.created_at), "SHORT_DATE_FORMAT")

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        """Offer the accounts that work here, without the signs to add or change one."""
        if db_field.name == "assignee":
            options["empty_label"] = _("nobody yet")
            options["queryset"] = User.objects.filter(is_staff=True, is_active=True)
        field = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.name == "assignee" and field:
            for sign in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{sign}_related", False)
        return field

    def save_model(
        self, request: HttpRequest, inquiry: Inquiry, form: forms.ModelForm, change: bool
    ) -> None:
        """Change the one thing that the form holds, by its verb."""
        if "assignee" in form.changed_data:
            inquiry.assign_to(form.cleaned_data["assignee"], by=account_of(request))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        """Let whoever may erase an inquiry erase its mails and history with it."""
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        along = {model._meta.verbose_name for model in (OutgoingMail, InquiryEvent)}
        return to_delete, counts, set(missing) - along, protected

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the history, the mails and the ways to answer."""
        inquiry: Inquiry = context["original"]
        context |= {
            "title": capfirst(self.opts.verbose_name),
            "show_save_and_continue": False,
            "events": inquiry.events.select_related("by"),
            "mails": inquiry.mails.order_by("pk"),
            "mail_link": mail_link(inquiry),
            "telephone_link": telephone_link(inquiry.telephone),
        }
        return super().render_change_form(request, context, *args, **kwargs)
