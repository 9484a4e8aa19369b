"""Days and times as people type them: “15 mei 2025”, “1 april 2027 9u”, “morgen 9.00”.

Dates in figures are read by Django's own fields; here is what else somebody writes down.
"""

import re
from datetime import date, timedelta

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS
from django.utils.translation import gettext as _

# In characters: what is longer is neither a day nor a time, and looking for one in it takes long.
LONGEST = 100
TIME_AT_END = re.compile(
    r"(?P<day>.*?)(?:^|[\s,]+)(?:(?:om|at)\s+)?"
    r"(?P<time>\d{1,2}[.:]\d{2}(?:\s*(?:uur|u|h))?|\d{1,2}\s*(?:uur|u|h)(?:\s*\d{2})?)",
    re.IGNORECASE,
)
TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\s*(?:uur|u|h)?\s*(?P<after>\d{2})?", re.IGNORECASE
)
DAY_IN_WORDS = re.compile(
    r"(?:(?P<weekday>\w+),?\s+)?(?P<day>\d{1,2})\s+(?P<month>\w+)\.?\s+(?P<year>\d{4})"
)


def day_and_time(text: str) -> tuple[str, str]:
    """Return the day and the time of a text that holds both; the time is empty for none."""
    found = TIME_AT_END.fullmatch(text.strip()) if len(text) <= LONGEST else None
    return (found["day"], found["time"]) if found else (text, "")


def plain_time(text: str) -> str:
    """Return “9u”, “9u30” or “9.00 uur” as 9:00, 9:30 and 9:00; anything else as it is."""
    found = TIME.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if not found:
        return text
    return f"{found['hour']}:{found['minute'] or found['after'] or '00'}"


def day_in_words(text: str) -> date | None:
    """Return the day that the words mean, None for what is no day or no such day."""
    words = " ".join(text.casefold().split())
    names = {_("today"): 0, _("tomorrow"): 1, _("the day after tomorrow"): 2}
    if words in names:
        return timezone.localdate() + timedelta(days=names[words])
    found = DAY_IN_WORDS.fullmatch(words)
    month = _months().get(found["month"]) if found else None
    if not found or not month:
        return None
    try:
        day = date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None
    return day if found["weekday"] in {None, _weekday(day)} else None


def _months() -> dict[str, int]:
    """Return the numbers of months by their names, whole and short, in the language of the page."""
    names = [*MONTHS.items(), *MONTHS_3.items()]
    return {str(name).casefold().rstrip("."): number for number, name in names}


def _weekday(day: date) -> str:
    return str(WEEKDAYS[day.weekday()]).casefold()
