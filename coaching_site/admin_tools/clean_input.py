"""What arrives in the forms of the admin, cleaned as on the public forms."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.db import models
from django.http import HttpRequest

from coaching_site.forms.fields import MailAddressField, PlainTextField, SingleLineField
from coaching_site.forms.moments import MomentField, MomentWidget

KEY = re.compile(r"[0-9]{1,18}")

type OptionGroups = list[tuple[str | None, list[dict[str, Any]], int | None]]


class TolerantAutocompleteMixin(AutocompleteMixin):
    """Shows a form again also when a key in it is no number, where Django's widget would break."""

    def optgroups(
        self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None
    ) -> OptionGroups:
        numbers = [key for key in value if KEY.fullmatch(key)]
        groups: OptionGroups = super().optgroups(name, numbers, attr)
        return groups


class TolerantAutocomplete(TolerantAutocompleteMixin, AutocompleteSelect):
    """A search box for one row."""


class TolerantAutocompleteMultiple(TolerantAutocompleteMixin, AutocompleteSelectMultiple):
    """A search box for several rows."""


class CleanInputAdminMixin(ModelAdmin):
    """Takes control characters out of every text field, and line breaks out of lines.

    A form feed pasted from a PDF would otherwise break the feeds, since XML cannot hold it.
    """

    formfield_overrides = {
        models.CharField: {"form_class": SingleLineField},
        models.TextField: {"form_class": PlainTextField},
        models.EmailField: {"form_class": MailAddressField},
        models.SlugField: {"form_class": forms.SlugField},
        models.DateTimeField: {"form_class": MomentField, "widget": MomentWidget},
    }

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = TolerantAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = TolerantAutocompleteMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
