"""The form that asks for which moment the site is to be shown."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching_site.forms.moments import MomentField, keep_seconds


class FutureMomentForm(forms.Form):
    """A moment that lies ahead."""

    moment = MomentField(
        label=_("Moment"),
        help_text=_("You see what readers see from then on: articles, lists, feeds and search."),
    )

    def clean(self) -> None:
        keep_seconds(self)
        moment = self.cleaned_data.get("moment")
        if moment and moment <= timezone.now():
            words = _("Choose a moment that lies ahead.")
            self.add_error("moment", ValidationError(words, code="past"))
