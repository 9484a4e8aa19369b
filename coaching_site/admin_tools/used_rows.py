"""Rows that are shown elsewhere: their page says where, and meanwhile they cannot be deleted."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from coaching_site.admin_tools.model_admin import SiteModelAdmin
from coaching_site.admin_tools.uses import Use
from coaching_site.admin_tools.views import render_in_admin


class UsedRowsMixin(SiteModelAdmin):
    """Shows the uses of a row; a class of its own says by `uses_of` how they are found.

    Who would delete a row in use reads where that is, and then `instead_of_deleting`.
    """

    actions = ["delete_selected"]
    instead_of_deleting: str | Promise

    def uses_of(self, rows: Iterable[Any]) -> Mapping[int, list[Use]]:
        """Return what shows each of these rows, by its key; asked for many rows at once."""
        raise NotImplementedError

    def form_context(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """Say where the row is used."""
        row: Model | None = context["original"]
        uses = self.uses_of([row])[row.pk] if row else []
        return super().form_context(request, context) | {"uses": uses}

    def uses_in_list(self, answer: HttpResponse) -> list[tuple[Any, list[Use]]]:
        """Return the rows that a list shows, each with its uses; nothing for another answer."""
        context = getattr(answer, "context_data", None) or {}
        rows = list(context["cl"].result_list) if "cl" in context else []
        uses = self.uses_of(rows)
        return [(row, uses[row.pk]) for row in rows]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Offer to delete only what is used nowhere."""
        may_delete = super().has_delete_permission(request, obj)
        return may_delete and (obj is None or not self.uses_of([obj])[obj.pk])

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete a row, or say where it is used."""
        row = self.get_object(request, unquote(object_id))
        refusal = self._refuse_used(request, [row]) if row else None
        return refusal or super().delete_view(request, object_id, extra_context)

    @admin.action(permissions=["delete"], description=delete_selected.short_description)  # type: ignore[attr-defined]  # set by its decorator
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Delete the chosen rows, or none and say where some of them are used."""
        return self._refuse_used(request, queryset) or delete_selected(self, request, queryset)

    def _refuse_used(self, request: HttpRequest, rows: Iterable[Any]) -> HttpResponse | None:
        """Return a page with the rows that are in use, to who could delete them otherwise."""
        uses = self.uses_of(rows)
        used = [(row, uses[row.pk]) for row in rows if uses[row.pk]]
        if not used or not self.has_delete_permission(request):
            return None
        context = {"used": used, "instead_of_deleting": self.instead_of_deleting}
        return render_in_admin(request, "admin/in_use.html", self.model, context)
