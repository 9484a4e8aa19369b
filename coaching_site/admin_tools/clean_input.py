"""What arrives in the forms of the admin, cleaned as on the public forms."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.db import models

from coaching_site.forms.fields import MailAddressField, PlainTextField, SingleLineField, SlugField
from coaching_site.forms.moments import DayField, MomentField, MomentWidget

KEY = re.compile(r"[0-9]{1,18}")

# By the one rule for what a text may hold (coaching_site/text/characters.py).
CLEAN_FIELDS: Mapping[type[models.Field], Mapping[str, Any]] = {
    models.CharField: {"form_class": SingleLineField},
    models.TextField: {"form_class": PlainTextField},
    models.EmailField: {"form_class": MailAddressField},
    models.SlugField: {"form_class": SlugField},
    models.DateField: {"form_class": DayField},
    models.DateTimeField: {"form_class": MomentField, "widget": MomentWidget},
}

type OptionGroups = list[tuple[str | None, list[dict[str, Any]], int | None]]


def numbers_in(keys: Iterable[str]) -> list[str]:
    """Return the keys that are numbers, in plain figures: "07" is "7"."""
    return [str(int(key)) for key in keys if KEY.fullmatch(key)]


class TolerantAutocompleteMixin(AutocompleteMixin):
    """Shows a form again also when a key in it is no number, where Django's widget would break."""

    allow_multiple_selected: bool

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Leave out the cross that clears all of several: it stands in their list and is none."""
        attrs: dict[str, Any] = super().build_attrs(base_attrs, extra_attrs)
        return attrs | ({"data-allow-clear": "false"} if self.allow_multiple_selected else {})

    def optgroups(
        self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None
    ) -> OptionGroups:
        groups: OptionGroups = super().optgroups(name, numbers_in(value), attr)
        return groups

    class Media:
        js = ["admin/js/jquery.init.js", "admin/js/autocomplete.js", "js/choices.js"]


class TolerantAutocomplete(TolerantAutocompleteMixin, AutocompleteSelect):
    """A search box for one row."""


class TolerantAutocompleteMultiple(TolerantAutocompleteMixin, AutocompleteSelectMultiple):
    """A search box for several rows."""
