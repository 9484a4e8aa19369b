"""Which inquiries wait, for the admin home; each waits in one of the two counts."""

from django.utils.translation import ngettext_lazy

from coaching_site.admin.waiting import filtered_changelist, register_waiting
from contact.models import Inquiry

register_waiting(
    ngettext_lazy(
        "%(count)d request past its answer date",
        "%(count)d requests past their answer date",
        "count",
    ),
    count=lambda request: Inquiry.objects.overdue().count(),
    address=filtered_changelist("contact.Inquiry", answer="overdue"),
    permission="contact.view_inquiry",
    order=10,
    urgent=True,
)
register_waiting(
    ngettext_lazy("%(count)d request to answer", "%(count)d requests to answer", "count"),
    count=lambda request: Inquiry.objects.unanswered_in_time().count(),
    address=filtered_changelist("contact.Inquiry", answer="waiting"),
    permission="contact.view_inquiry",
    order=10,
)
