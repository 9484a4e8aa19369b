"""Telephone numbers as people in the Netherlands write them (libphonenumber knows the plans)."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberFormat

REGION = "NL"


def in_e164(text: str) -> str | None:
    """Return the number that the whole text is, as +31612345678 (ITU-T E.164), None for no number.

    Words around a number, and numbers that no plan gives out, make it none; so do extensions.
    """
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    is_whole = phonenumbers.is_valid_number(number) and not any(map(str.isalpha, text))
    if not is_whole or number.extension:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def validate_telephone_number(text: str) -> None:
    """Refuse what cannot be called as it stands."""
    if not in_e164(text):
        raise ValidationError(
            _(
                "This is not one whole telephone number. Leave out everything else, as in "
                "06 12345678."
            ),
            code="invalid",
        )


def telephone_link(text: str) -> str:
    """Return where a press on the number leads (RFC 3966); nothing where the text is none."""
    number = in_e164(text)
    return f"tel:{number}" if number else ""
