"""Moments in the clock of the site: in words with their time zone, and the two nights it jumps."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

ONE_MINUTE = timedelta(minutes=1)


def in_words(moment: datetime) -> str:
    """Return a moment as a person of the practice reads it, in the clock of the site."""
    local = timezone.localtime(moment)
    words = date_format(local, "DATETIME_FORMAT")
    if is_struck_twice(local):
        words = f"{words} {season_of(local)}"
    return words


def in_words_for_anyone(moment: datetime) -> str:
    """Return a moment with the time zone that it counts in, for who may sit in another."""
    return f"{in_words(moment)} ({zone_name()})"


def in_short(moment: datetime) -> str:
    """Return the time of a moment, with its day when that is not today."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")


def zone_name() -> str:
    """Return the name of the clock that every time on the site is read from."""
    return timezone.get_current_timezone_name()


def season_of(local: datetime) -> str:
    """Return which of the two clocks of the year this moment counts with."""
    return _("summer time") if local.dst() else _("winter time")


def is_struck_twice(local: datetime) -> bool:
    """Tell whether the clock shows this time twice, because it is put back that night.

    See PEP 495 for `fold`, which tells the two from each other.
    """
    return _offset(local, fold=0) > _offset(local, fold=1)


def is_skipped(local: datetime) -> bool:
    """Tell whether the clock never shows this time, because it is put forward that night."""
    return _offset(local, fold=0) < _offset(local, fold=1)


def around_skipped(local: datetime) -> tuple[datetime, datetime]:
    """Return the time at which the clock jumps, and the one it jumps to; `local` is skipped."""
    return _walk(local, -ONE_MINUTE) + ONE_MINUTE, _walk(local, ONE_MINUTE)


def _walk(local: datetime, step: timedelta) -> datetime:
    """Return the nearest time in one direction that exists."""
    while is_skipped(local):
        local += step
    return local


def _offset(local: datetime, *, fold: int) -> timedelta:
    zone = timezone.get_current_timezone()
    return zone.utcoffset(local.replace(tzinfo=None, fold=fold)) or timedelta()
