"""A day and a time that somebody types, in the clock of the site, jumps of the clock included."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AdminSplitDateTime,
    BaseAdminDateWidget,
    BaseAdminTimeWidget,
)
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _

from coaching_site.time.moments import around_skipped, is_skipped, is_struck_twice
from coaching_site.time.reach import check_year
from coaching_site.time.typed import day_and_time, day_in_words, plain_time

MORNING = time(9)
END_OF_DAY = time(23, 59)
FIRST, SECOND = "0", "1"
STRIKES = [
    (FIRST, _("the first time, in summer time")),
    (SECOND, _("the second time, in winter time")),
]


class DayField(forms.DateField):
    """A day without a time, of a year that the site knows, in figures or in words."""

    default_validators = [check_year]
    default_error_messages = {
        "invalid": _("We cannot read this day. Write it like 15-5-2027, 15 May 2027 or tomorrow."),
    }

    def to_python(self, value: Any) -> date | None:
        in_words = day_in_words(value) if isinstance(value, str) else None
        return in_words or super().to_python(value)


class TimeField(forms.TimeField):
    """A time of the day, also as 9u, 9u30 or 9.00 uur."""

    default_error_messages = {
        "invalid": _("We cannot read this time. Write it like 9:00 or 16:30."),
    }

    def to_python(self, value: Any) -> time | None:
        return super().to_python(plain_time(value) if isinstance(value, str) else value)


class MomentWidget(AdminSplitDateTime):
    """Day and time; asks which hour is meant when it comes twice.

    Whose own clock is another reads once on the page which one counts (static/js/moments.js).
    """

    template_name = "coaching_site/forms/moment.html"

    class Media:
        js = [forms.Script("js/moments.js", type="module")]

    # What is shown has no seconds; the field needs them to see that nothing was changed.
    supports_microseconds = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        strike = forms.Select(choices=STRIKES)
        forms.MultiWidget.__init__(
            self, [BaseAdminDateWidget(), BaseAdminTimeWidget(), strike], attrs
        )
        self.default_time = MORNING
        self.asks_which = self.is_folded = False

    def decompress(self, value: datetime | None) -> Any:
        if not value:
            return [None, None, None]
        local = timezone.localtime(value)
        return [local.date(), local.time(), str(local.fold)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        stored_twice = isinstance(value, datetime) and is_struck_twice(timezone.localtime(value))
        context |= {
            "asks_which": self.asks_which or stored_twice,
            "default_time": self.default_time,
            "is_folded": self.is_folded,
            "is_open": any(part["value"] for part in context["widget"]["subwidgets"][:2]),
        }
        for part in context["widget"]["subwidgets"]:
            hints = ("default", "helptext")
            part["attrs"]["aria-describedby"] = " ".join(f"id_{name}_{hint}" for hint in hints)
        return context


class MomentField(forms.MultiValueField):
    """A moment; a day without a time gets the usual one, and no moment is ever guessed or shifted.

    Args:
        default_time: What a day without a time means; said beside the field.
        folded: Whether a moment that is seldom chosen is a link until somebody does.
    """

    widget = MomentWidget
    default_error_messages = {
        "no_day": _("Choose a day as well."),
        "skipped": _(
            "%(typed)s does not exist on %(day)s: that night the clock goes from %(jumps)s "
            "straight to %(lands)s. Choose a time before %(jumps)s, or %(lands)s or later."
        ),
        "twice": _(
            "%(typed)s comes twice on %(day)s, because the clock is put back that night. "
            "Choose below which of the two you mean."
        ),
    }

    def __init__(
        self, *, default_time: time = MORNING, folded: bool = False, **options: Any
    ) -> None:
        parts = (
            DayField(required=False),
            TimeField(required=False),
            forms.ChoiceField(choices=STRIKES, required=False),
        )
        super().__init__(parts, require_all_fields=False, **options)
        self.default_time = default_time
        self.widget.default_time = default_time
        self.widget.is_folded = folded
        self.stored: datetime | None = None

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Remember what the form shows, before what was typed is cleaned."""
        bound = super().get_bound_field(form, field_name)
        self.stored = bound.initial
        return bound

    def clean(self, value: Any) -> datetime | None:
        """Keep the seconds of a moment that nobody changed: its form shows none."""
        typed: datetime | None = super().clean(_apart(value))
        unchanged = typed and self.stored and _in_utc(typed) == _in_utc(_as_shown(self.stored))
        return self.stored if unchanged else typed

    def compress(self, data_list: Sequence[Any]) -> datetime | None:
        day, hour, strike = data_list or (None, None, None)
        if not day and hour is None:
            return None
        if not day:
            raise ValidationError(self.error_messages["no_day"], code="no_day")
        return self._moment(day, self.default_time if hour is None else hour, strike)

    def validate(self, value: datetime | None) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what was shown: no seconds, and which hour only where that was asked."""
        data = _apart(data)
        shown = MomentWidget().decompress(_as_shown(initial))
        day, hour, strike = data or (None, None, None)
        changed: bool = super().has_changed(shown, [day, hour, strike or shown[2]])
        return changed

    def _moment(self, day: date, hour: time, strike: str | None) -> datetime:
        local = datetime.combine(day, hour)
        if is_skipped(local):
            raise self._refusal("skipped", local)
        if is_struck_twice(local):
            self.widget.asks_which = True
            if not strike:
                raise self._refusal("twice", local)
            local = local.replace(fold=int(strike))
        return local.replace(tzinfo=timezone.get_current_timezone())

    def _refusal(self, code: str, local: datetime) -> ValidationError:
        """Explain what the clock does that night."""
        params = {"typed": time_format(local, "H:i"), "day": date_format(local, "DATE_FORMAT")}
        if code == "skipped":
            jumps, lands = around_skipped(local)
            params |= {"jumps": time_format(jumps, "H:i"), "lands": time_format(lands, "H:i")}
        return ValidationError(self.error_messages[code], code=code, params=params)


def moment_as_shown(day: str, hour: str) -> tuple[str, str]:
    """Return a typed day and time as their fields show them; what cannot be read, as it is."""
    parts = _apart([day, hour])
    try:
        read_day = DayField(required=False).clean(parts[0])
        read_hour = TimeField(required=False).clean(parts[1])
    except ValidationError:
        return day, hour
    shown = MomentWidget().widgets
    return shown[0].format_value(read_day) or "", shown[1].format_value(read_hour) or ""


def _apart(value: Any) -> Any:
    """Return the parts of the field, with a time that was typed behind the day in its own."""
    if not value or not isinstance(value[0], str) or value[1]:
        return value
    return [*day_and_time(value[0]), *value[2:]]


def _as_shown(moment: Any) -> Any:
    """Return a moment as the form shows it: to the minute."""
    return moment.replace(second=0, microsecond=0) if isinstance(moment, datetime) else moment


def _in_utc(moment: datetime) -> datetime:
    """Return the moment where Python can compare it: an hour that comes twice equals nothing."""
    return moment.astimezone(UTC)
