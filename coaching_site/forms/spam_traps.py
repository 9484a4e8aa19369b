"""Fields that tell people from programs, without asking people anything."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SHORTEST = timedelta(seconds=2)
LONGEST = timedelta(days=1)
SIGNER = signing.Signer(salt="coaching_site.forms.opening_time")


class SpamTrap:
    """Marks a field whose refusal stands above the form, since no person can correct the field."""


class HoneypotField(SpamTrap, forms.CharField):
    """A field no person sees: whoever fills it in is a program, or a browser that means well."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, label=_("Leave this empty"), **options)
        self.template_name = "coaching_site/forms/honeypot.html"
        # The last two ask the usual password managers to stay away.
        self.widget.attrs.update(
            {"autocomplete": "off", "tabindex": "-1", "data-lpignore": "true", "data-1p-ignore": ""}
        )

    def validate(self, value: str) -> None:
        if value:
            raise ValidationError(
                _("This looked as if a program had sent it. Are you a person? Send it once more."),
                code="spam",
            )

    def prepare_value(self, value: Any) -> str:
        """Show it empty again, so that a person whose browser filled it in gets through."""
        return ""


class OpeningTimeField(SpamTrap, forms.CharField):
    """The signed moment at which the form was opened; nobody types a form in two seconds."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def validate(self, value: str) -> None:
        age = _age(value)
        if age is None or age > LONGEST:
            raise ValidationError(
                _(
                    "This page has been open for a long time. Your text is still here: "
                    "send it once more."
                ),
                code="expired",
            )
        if age < SHORTEST:
            raise ValidationError(
                _("That was very fast. Your text is still here: send it once more."),
                code="too_fast",
            )

    def prepare_value(self, value: Any) -> str:
        """Keep a time that still counts, and give a fresh one in any other case.

        One that is still to come was given while the clock was ahead.
        """
        age = _age(value or "")
        return value if age is not None and timedelta(0) <= age <= LONGEST else opening_time()


def opening_time() -> str:
    """Return the present moment in milliseconds, signed."""
    return SIGNER.sign(str(round(timezone.now().timestamp() * 1000)))


def opening_day(signed_time: str) -> date:
    """Return the day on which the form was opened. Raises BadSignature if it is not ours."""
    seconds = int(SIGNER.unsign(signed_time)) / 1000
    return timezone.localdate(datetime.fromtimestamp(seconds, UTC))


def _age(signed_time: str) -> timedelta | None:
    """Return how long ago the form was opened, or None when the signature is not ours."""
    try:
        milliseconds = int(SIGNER.unsign(signed_time))
    except (signing.BadSignature, ValueError):
        return None
    return timedelta(milliseconds=timezone.now().timestamp() * 1000 - milliseconds)
