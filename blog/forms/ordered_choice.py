"""A choice of several rows in which the order counts: who comes first above an article."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db import models

from coaching_site.admin_tools.clean_input import (
    OptionGroups,
    TolerantAutocompleteMixin,
    numbers_in,
)


class OrderedAutocomplete(TolerantAutocompleteMixin, AutocompleteSelectMultiple):
    """The admin's search box for many rows, which keeps them in the order of choosing."""

    def optgroups(
        self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None
    ) -> OptionGroups:
        groups = super().optgroups(name, value, attr)
        order = numbers_in(value)
        for _label, options, _index in groups:
            options.sort(key=lambda option: order.index(str(option["value"])))
        return groups

    class Media:
        js = ["admin/js/jquery.init.js", "js/ordered_choice.js"]


class OrderedChoiceField(forms.ModelMultipleChoiceField):
    """Rows behind a relation of an article; `clean` returns their ids in the order given."""

    def __init__(self, relation: models.ForeignKey, **kwargs: Any) -> None:
        model = relation.remote_field.model
        kwargs.setdefault("label", model._meta.verbose_name_plural)
        kwargs.setdefault("queryset", model._default_manager.all())
        super().__init__(
            required=False,
            widget=OrderedAutocomplete(relation, site),
            **kwargs,
        )

    # Unlike Django's field: a queryset would lose the order.
    def clean(self, value: Sequence[str] | None) -> tuple[int, ...]:  # type: ignore[override] # see above
        """Return ids without repetition; raise ValidationError for a row that is not there."""
        existing = {row.pk for row in super().clean(value)}
        given = dict.fromkeys(int(pk) for pk in value or [])
        return tuple(pk for pk in given if pk in existing)
