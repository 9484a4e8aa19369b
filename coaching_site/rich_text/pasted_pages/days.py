"""The moment at which a page says that it was published, in Dutch or English."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.forms import DateInput
from django.utils import timezone, translation

from coaching_site.forms.moments import DayField
from coaching_site.time.typed import day_and_time, plain_time

LANGUAGES = ("nl", "en")
FIRST_YEAR = 1990
BEFORE = re.compile(
    r"\A(?:(?:gepubliceerd|geplaatst|gepost|geschreven|published|posted|written|datum|date)"
    r"(?:\s+(?:op|on))?\s*:?|(?:op|on))\s+",
    re.IGNORECASE,
)
HALF_DAY = re.compile(r"[,\s]+(?:at\s+)?\d{1,2}[:.]\d{2}\s*[ap]\.?m\.?\Z", re.IGNORECASE)
MONTH_FIRST = re.compile(
    r"\A(?P<weekday>[^\W\d]+,?\s+)??(?P<month>[^\W\d]+)\.?\s+(?P<day>\d{1,2})(?=,?\s+\d{4}\Z|\Z)"
)
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|e)\b(?:\s+of\b)?", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
IN_WORDS = re.compile(r"(?:[^\W\d]+,?\s+)?\d{1,2}\s+[^\W\d]{3,}\.?")


def moment_in(line: str) -> tuple[str, str] | None:
    """Return the day and the time of a line that is one, as their fields show them; else None.

    A day that has yet to come is not when an old page was published.
    """
    written, hour = day_and_time(HALF_DAY.sub("", BEFORE.sub("", line)))
    day = _day(_day_first(written))
    if day is None or not date(FIRST_YEAR, 1, 1) <= day <= timezone.localdate():
        return None
    return DateInput().format_value(day) or "", plain_time(hour) if hour else ""


def _day_first(text: str) -> str:
    """Return “March 12th, 2021” as “12 March 2021”."""
    moved = MONTH_FIRST.sub(r"\g<weekday>\g<day> \g<month>", ORDINAL.sub("", text.strip()))
    return moved.replace(",", " ")


def _day(text: str) -> date | None:
    if YEAR.search(text):
        return _read(text)
    if not IN_WORDS.fullmatch(text):
        return None
    # Pages leave the year out while it is not over, or shortly after.
    year = timezone.localdate().year
    found = (_read(f"{text} {tried}") for tried in (year, year - 1))
    return next((day for day in found if day and day <= timezone.localdate()), None)


def _read(text: str) -> date | None:
    """Read as the fields for a day do, first as in the Netherlands, where the day comes first."""
    for language in LANGUAGES:
        with translation.override(language):
            try:
                return DayField().clean(" ".join(text.split()))
            except ValidationError:
                continue
    return None
