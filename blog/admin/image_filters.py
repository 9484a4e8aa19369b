"""How the library of pictures is narrowed down."""

from collections.abc import Iterable

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.models import Image
from blog.picture_uses import in_use


class UseFilter(SimpleListFilter):
    """Pictures that something shows, and those that may go."""

    title = _("use")
    parameter_name = "use"

    def lookups(
        self, request: HttpRequest, model_admin: ModelAdmin
    ) -> Iterable[tuple[str, str | Promise]]:
        return [("used", _("in use")), ("unused", _("used nowhere"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        if self.value() == "used":
            return queryset.filter(in_use())
        return queryset.exclude(in_use()) if self.value() == "unused" else queryset


class DescriptionFilter(SimpleListFilter):
    """Pictures by what is said about them; what still needs words comes first."""

    title = _("description")
    parameter_name = "description"
    conditions = {
        "missing": Q(alternative_text="", is_decorative=False),
        "present": ~Q(alternative_text=""),
        "decorative": Q(is_decorative=True),
    }

    def lookups(
        self, request: HttpRequest, model_admin: ModelAdmin
    ) -> Iterable[tuple[str, str | Promise]]:
        return [
            ("missing", _("not described yet")),
            ("present", _("described")),
            ("decorative", _("decorative")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        return queryset.filter(self.conditions.get(self.value() or "", Q()))
