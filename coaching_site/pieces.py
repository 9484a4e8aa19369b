"""Templates that are read once and then only filled in: public pages and what stands in them.

Django's template language looks up every value by itself, which in a page costs more than all its
queries. A piece is an ordinary template, with everything that it extends and includes, rendered
once with gaps in the place of its values; after that only the gaps are filled.
docs/decisions/rendering.md.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.template.loader import get_template
from django.utils.autoreload import file_changed
from django.utils.safestring import SafeString
from django.utils.translation import override

from coaching_site.paragraphs import escaped

type Value = str | int | None
type Choice = Callable[[dict[str, str]], Sequence[str]]

# There, and blank: for a value that the template shows without asking. A value that it asks for
# with `{% if %}` is "" or None instead; each set of values that are there costs one rendering.
BLANK = SafeString("")
# Private-use characters, which no template holds.
GAP = re.compile("\ue000(.*?)\ue001")
# How a template is laid out for its authors: to a browser each of these is one space.
LAYOUT = re.compile(r"\s*\n\s*")


def fill_piece(template_name: str, /, **values: Value) -> SafeString:
    """Return the template with these values, escaped unless they are safe.

    It may ask `{% if value %}` and show `{{ value }}`, and nothing more of a value: no filter, no
    comparison, no loop. An empty text, None and False are not there; zero, and another piece even
    when it is blank, are. A name with a dot is a part of a group. For each set of values that are
    there, the template is rendered once per process, in the language of the site.
    """
    given: dict[str, str] = {}
    for name, value in values.items():
        if type(value) is SafeString:
            given[name] = value
        elif type(value) is int:
            given[name] = str(value)
        elif value:
            given[name] = escaped(str(value))
    rendered, values_of = _parts_of(template_name, tuple(given))
    parts = rendered.copy()
    parts[1::2] = values_of(given)
    return SafeString("".join(parts))


def fill_each(template_name: str, rows: Iterable[Mapping[str, Value]], between: str = "") -> str:
    """Return a piece for each of these rows as one; an empty text if there are none."""
    return joined([fill_piece(template_name, **row) for row in rows], between)


def joined(pieces: Iterable[str], between: str = "") -> str:
    """Return these as one piece; an empty text if there are none."""
    return SafeString(text) if (text := between.join(pieces)) else ""


@cache
def _parts_of(template_name: str, names: tuple[str, ...]) -> tuple[list[str], Choice]:
    """Return the template in parts, by turns a text and a gap, and what chooses values for these.

    Kept for ever: of a template only some dozens of sets of names occur.
    """
    gaps: dict[str, Any] = {}
    for name in names:
        group, _dot, last = name.rpartition(".")
        named = gaps.setdefault(group, {}) if group else gaps
        named[last] = SafeString(f"\ue000{name}\ue001")
    with override(settings.LANGUAGE_CODE):
        text = get_template(template_name).render(gaps)
    parts = GAP.split(LAYOUT.sub("\n", text.strip()))
    shown = parts[1::2]
    if len(shown) > 1:
        return parts, itemgetter(*shown)  # in half the time, but one name gets no tuple
    return parts, lambda given: [given[name] for name in shown]


@receiver(file_changed)
def forget_pieces(**about: Any) -> None:
    """Render them anew when a file was changed, as the development server notices."""
    _parts_of.cache_clear()
