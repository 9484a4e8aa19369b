"""Telephone numbers as people in the Netherlands write them (libphonenumber knows the plans)."""

import phonenumbers
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
