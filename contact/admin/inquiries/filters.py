"""How the practice narrows the list of inquiries."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.accounts.signed_in import account_of
from contact.models import Inquiry, InquiryState

# What an address may ask that leaves the list as wide as it was.
NOT_NARROWING = {"show", "p", "o", "e"}
OPEN_ONES = {"open", "mine"}


def shows_what_is_open(request: HttpRequest) -> bool:
    """Tell whether a list holds what is still open: unless it is searched or narrowed."""
    chosen = request.GET.get("show")
    return chosen in OPEN_ONES if chosen else not set(request.GET) - NOT_NARROWING


class OpenFilter(admin.SimpleListFilter):
    """What is still to be done comes first; what is closed is one press away, and is searched."""

    title = _("shown")
    parameter_name = "show"
    template = "admin/contact/inquiry/_tabs.html"
    is_always_shown = True

    def __init__(
        self, request: HttpRequest, params: dict[str, Any], model: type[Model], model_admin: Any
    ) -> None:
        """Keep what the list holds, which is more where it is searched or narrowed."""
        super().__init__(request, params, model, model_admin)
        self.is_open = shows_what_is_open(request)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("open", _("Open")),
            ("mine", _("Mine")),
            ("closed", _("Closed")),
            ("all", pgettext_lazy("requests", "All")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = self.value()
        if chosen == "mine":
            return queryset.still_open().filter(assignee=account_of(request))
        if chosen == "closed":
            return queryset.filter(state=InquiryState.CLOSED)
        return queryset.still_open() if self.is_open else queryset

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Leave out “All” of Django, which would be one beside ours."""
        by_itself = "open" if self.is_open else "all"
        shown = self.value() if self.value() in dict(self.lookup_choices) else by_itself
        for value, label in self.lookup_choices:
            address = changelist.get_query_string({"show": value})
            yield {"selected": value == shown, "query_string": address, "display": label}


class AnswerFilter(admin.SimpleListFilter):
    """Who still waits for a first answer, and for whom the promised day is over."""

    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("waits, still in time")),
            ("overdue", _("too late")),
            ("added", _("asker added something")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "waiting":
            return queryset.unanswered_in_time()
        if self.value() == "added":
            return queryset.added_to()
        return queryset.overdue() if self.value() == "overdue" else queryset


class ErasingFilter(admin.SimpleListFilter):
    """What is erased within a week, as the mail about it announced."""

    title = _("erasing")
    parameter_name = "erasing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("soon", _("erased soon"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
        soon = self.value() == "soon"
        return queryset.exclude(erasing_announced=None) if soon else queryset


class AssigneeFilter(admin.SimpleListFilter):
    """By who took it on; names who works here without asking all requests for their names."""

    title = _("taken on by")
    parameter_name = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        people = User.objects.filter(is_staff=True).order_by("username")
        return [("nobody", gettext("nobody yet")), *((str(user.pk), user) for user in people)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
        people = {value for value, _label in self.lookup_choices}
        chosen = self.value()
        if chosen == "nobody":
            return queryset.filter(assignee=None)
        return queryset.filter(assignee=int(chosen or 0)) if chosen in people else queryset


class YearFilter(admin.SimpleListFilter):
    """By the year in which it was asked, from the first one that is kept."""

    title = _("asked")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        oldest = Inquiry.objects.order_by("created_at").values_list("created_at", flat=True).first()
        this_year = timezone.localdate().year
        first = timezone.localtime(oldest).year if oldest else this_year
        return [(str(year), str(year)) for year in range(this_year, first - 1, -1)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
        years = {value for value, _label in self.lookup_choices}
        year = self.value()
        return queryset.filter(created_at__year=int(year)) if year in years else queryset
