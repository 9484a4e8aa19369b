"""The form that asks for which moment the site is to be shown."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching_site.forms.moments import MomentField


class FutureMomentForm(forms.Form):
    """A moment that lies ahead."""

    moment = MomentField(
        label=_("Moment"),
        help_text=_("You see what readers see from then on: articles, lists, feeds and search."),
    )

    def clean_moment(self) -> datetime:
        moment: datetime = self.cleaned_data["moment"]
        if moment <= timezone.now():
            raise ValidationError(_("Choose a moment that lies ahead."), code="past")
        return moment
