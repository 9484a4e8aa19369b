"""Templates of what stands many times in a page: read once, then only filled in.

Django's template language looks up every value by itself, which for a hundred comments or a dozen
cards costs more than everything else in the page. A piece is an ordinary template that is rendered
once, with marks in the place of its values; after that its values are put where the marks stand.
"""

import re
from functools import cache
from html import escape

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Private-use characters, which no template holds.
MARK = re.compile("\ue000(.*?)\ue001")


def fill_piece(template_name: str, /, **values: str | int | None) -> SafeString:
    """Return the template with these values, escaped unless they are safe.

    It may ask `{% if value %}` and show `{{ value }}`, and nothing more of a value: no filter, no
    comparison, no loop. For each set of values that are there, it is rendered once per process.
    """
    given = {name: value for name, value in values.items() if value or type(value) is int}
    if settings.DEBUG:
        _rendered.cache_clear()  # the template may have been changed
    text = _rendered(template_name, tuple(given), get_language())
    shown = {name: _escaped(value) for name, value in given.items()}
    return SafeString(text % shown)


@cache
def _rendered(template_name: str, names: tuple[str, ...], _language: str | None) -> str:
    """Return the template as Python's `%` fills it in; there are few sets of names."""
    marks = {name: SafeString(f"\ue000{name}\ue001") for name in names}
    text = get_template(template_name).render(marks)
    return MARK.sub(r"%(\1)s", text.strip().replace("%", "%%"))


def _escaped(value: str | int) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))
