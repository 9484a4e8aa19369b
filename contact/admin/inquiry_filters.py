"""How the practice narrows the list of inquiries."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from contact.models import Inquiry


class AnswerFilter(admin.SimpleListFilter):
    """Who still waits for a first answer, and for whom the promised day is over."""

    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("waits, still in time")), ("overdue", _("too late"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "waiting":
            return queryset.unanswered_in_time()
        return queryset.overdue() if self.value() == "overdue" else queryset


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
