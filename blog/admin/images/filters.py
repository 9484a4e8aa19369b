"""How the library of images is narrowed down."""

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models import Image
from blog.uses.images import in_use


class UseFilter(SimpleListFilter):
    """Images that something shows, and those that may go."""

    title = _("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [("used", gettext("in use")), ("unused", gettext("used nowhere"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        if self.value() == "used":
            return queryset.filter(in_use())
        return queryset.exclude(in_use()) if self.value() == "unused" else queryset


class DescriptionFilter(SimpleListFilter):
    """Images by what is said about them; what still needs words comes first."""

    title = _("description")
    parameter_name = "description"
    conditions = {
        "missing": Q(alternative_text="", is_decorative=False),
        "present": ~Q(alternative_text=""),
        "decorative": Q(is_decorative=True),
    }

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("missing", gettext("not described yet")),
            ("present", gettext("described")),
            ("decorative", gettext("decorative")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        return queryset.filter(self.conditions.get(self.value() or "", Q()))
