"""What the log of the admin tells, in words."""

import json
from typing import Any

from django import template
from django.contrib.admin.models import LogEntry
from django.utils.text import capfirst
from django.utils.translation import gettext

register = template.Library()


@register.filter
def what_was_done(entry: LogEntry) -> str:
    """Return what somebody did, with the fields by their names in forms.

    Django keeps the untranslated label, whose capital no catalogue knows.
    """
    if not entry.change_message.startswith("["):
        return str(capfirst(entry.change_message))
    steps: list[dict[str, dict[str, Any]]] = json.loads(entry.change_message)
    for facts in (facts for step in steps for facts in step.values() if "fields" in facts):
        facts["fields"] = [_label(name) for name in facts["fields"]]
    told = LogEntry(action_flag=entry.action_flag, change_message=json.dumps(steps))
    return str(capfirst(told.get_change_message()))


def _label(name: str) -> str:
    known = gettext(name)
    return gettext(name[:1].lower() + name[1:]) if known == name else known
