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
# In characters: “Gepubliceerd op donderdag 24 september 2026 om 10.15 uur” is about the longest.
LONGEST = 70
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
YEAR = re.compile(r"\d{4}")
DAY = re.compile(
    r"(?:[^\W\d]+\s+)?\d{1,2}\s+[^\W\d]{3,}\.?(?:\s+\d{4})?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}[-/]\d{1,2}[-/]\d{1,2}"
)


def moment_in(line: str) -> tuple[str, str] | None:
    """Return the day and the time of a line that is one, as their fields show them; else None.

    A day that has yet to come is not when an old page was published.
    """
    if len(line) > LONGEST or not any(sign.isdigit() for sign in line):
        return None
    written, hour = day_and_time(HALF_DAY.sub("", BEFORE.sub("", line)))
    day = _day(_day_first(written))
    if day is None or not date(FIRST_YEAR, 1, 1) <= day <= timezone.localdate():
        return None
    return DateInput().format_value(day) or "", plain_time(hour) if hour else ""


def _day_first(text: str) -> str:
    """Return “March 12th, 2021” as “12 March 2021”."""
    moved = MONTH_FIRST.sub(r"\g<weekday>\g<day> \g<month>", ORDINAL.sub("", text.strip()))
    return " ".join(moved.replace(",", " ").split())


def _day(text: str) -> date | None:
    if not DAY.fullmatch(text):
        return None
    if YEAR.search(text):
        return _read(text)
    # Pages leave the year out while it is not over, or shortly after.
    year = timezone.localdate().year
    found = (_read(f"{text} {tried}") for tried in (year, year - 1))
    return next((day for day in found if day and day <= timezone.localdate()), None)


def _read(text: str) -> date | None:
    """Read as the fields for a day do, first as in the Netherlands, where the day comes first."""
    for language in LANGUAGES:
        with translation.override(language):
            try:
                day: date | None = DayField().clean(text)
            except ValidationError:
                continue
            return day
    return None
