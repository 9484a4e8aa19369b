"""The form that any visitor may send."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from coaching_site.forms.form_pages import lost_its_protection
from coaching_site.forms.spam_traps import HoneypotField, OpeningTimeField, SpamTrap

LOST_PROTECTION = _(
    "This page has been open for too long, or your browser does not keep the cookie that "
    "protects the form. Your text is still here: send it once more."
)


class PublicForm(forms.Form):
    """Binds itself to what was posted, carries the spam traps, and loses nothing at a refusal.

    A POST without its CSRF protection makes it invalid whatever it holds, so that a view
    that asks `is_valid()` never stores one.
    """

    website = HoneypotField()
    opened = OpeningTimeField()

    def __init__(self, request: HttpRequest, **options: Any) -> None:
        super().__init__(request.POST if request.method == "POST" else None, **options)
        self._unprotected = lost_its_protection(request)

    @property
    def status(self) -> int:
        """Return the status that the page with this form answers with."""
        refused = self.is_bound and not self.is_valid()
        return HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK

    def add_error(self, field: str | None, error: Any) -> None:
        """Hold back the refusal of a trap until everything else was looked at."""
        if field is None or not isinstance(self.fields[field], SpamTrap):
            super().add_error(field, error)
        else:
            self._refusals.append(error)

    def full_clean(self) -> None:
        """Put the refusals above the form, after what a person can correct."""
        self._refusals: list[ValidationError] = []
        super().full_clean()
        if self.is_bound and self._unprotected:
            self._refusals = [ValidationError(LOST_PROTECTION, code="csrf")]
        for refusal in self._refusals:
            # Nobody needs to hear that an empty form was sent fast.
            if refusal.code != "too_fast" or not self.errors:
                self.add_error(None, refusal)

    def focus_first_field(self) -> None:
        """Let the cursor wait in the first field, where the form was asked for by a click."""
        typed = [field for field in self.visible_fields() if not isinstance(field.field, SpamTrap)]
        typed[0].field.widget.attrs["autofocus"] = True
