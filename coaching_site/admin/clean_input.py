"""What arrives in the forms of the admin, cleaned as on the public forms."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect
from django.db import models
from django.http import HttpRequest

from coaching_site.forms.fields import MailAddressField, PlainTextField, SingleLineField

type OptionGroups = list[tuple[str | None, list[dict[str, Any]], int | None]]


class TolerantAutocompleteMixin(AutocompleteMixin):
    """Shows a form again also when a key in it is no number, where Django's widget would break."""

    def optgroups(
        self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None
    ) -> OptionGroups:
        numbers = [key for key in value if key.isascii() and key.isdecimal()]
        groups: OptionGroups = super().optgroups(name, numbers, attr)
        return groups


class TolerantAutocomplete(TolerantAutocompleteMixin, AutocompleteSelect):
    """A search box for one row."""


class CleanInputAdminMixin(ModelAdmin):
    """Takes control characters out of every text field, and line breaks out of lines.

    A form feed pasted from a PDF would otherwise break the feeds, since XML cannot hold it.
    """

    formfield_overrides = {
        models.CharField: {"form_class": SingleLineField},
        models.TextField: {"form_class": PlainTextField},
        models.EmailField: {"form_class": MailAddressField},
        models.SlugField: {"form_class": forms.SlugField},
    }

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = TolerantAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
