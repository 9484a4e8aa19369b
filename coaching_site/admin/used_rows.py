"""Rows that are shown elsewhere: their page says where, and meanwhile they cannot be deleted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from coaching_site.block_uses import Use


class UsedRowsMixin(ModelAdmin):
    """Shows the uses of a row; a class of its own says by `uses_of` how they are found."""

    def uses_of(self, rows: Iterable[Any]) -> Mapping[int, list[Use]]:
        """Return what shows each of these rows, by its key; asked for many rows at once."""
        raise NotImplementedError

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add where the row is used."""
        row: Model | None = context["original"]
        if row:
            context["uses"] = self.uses_of([row])[row.pk]
        return super().render_change_form(request, context, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Offer to delete only what is used nowhere."""
        may_delete = super().has_delete_permission(request, obj)
        return may_delete and (obj is None or not self.uses_of([obj])[obj.pk])

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[Any], dict[str, Any], set[str], list[str]]:
        """Name what uses the chosen rows among what stands in the way."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        uses = sorted({use.name for found in self.uses_of(objs).values() for use in found})
        if uses:  # then a permission is missing only because of them
            return deleted, counts, set(), uses
        return deleted, counts, missing, protected
