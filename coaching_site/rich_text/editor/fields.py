"""The form field in which a text with headings, lists and links arrives."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coaching_site.rich_text.editor.widgets import EditorWidget
from coaching_site.rich_text.normalising import UnreadableError
from coaching_site.rich_text.own_links import name_own_pages
from coaching_site.rich_text.tidying.paste import clean_paste
from coaching_site.rich_text.tidying.steps import tidy
from coaching_site.rich_text.trees import BLOCKS
from coaching_site.text.characters import storable

# About 45,000 words: what fits in a request next to everything else that the form holds.
MAX_LENGTH = 300_000
# Signs such as “&” take more room in storage: 300,000 of them 1.5 million.
MAX_CLEANED_LENGTH = 2 * MAX_LENGTH
# An article of 45,000 words has about 3,000, a table of a hundred rows of ten cells 1,100.
MAX_ELEMENTS = 10_000
# White space beside these is not seen.
EDGES = re.compile(rf"[ \n]*(</?(?:{'|'.join((*BLOCKS, 'br'))})\b[^>]*>)[ \n]*")


class RichTextFormField(forms.CharField):
    """Takes what the editor sends and leaves the meaning of its styling to `tidy`.

    What it returns is free of script and names own pages by number, but is not yet what may be
    stored: `tidy` or `sanitise` makes that. Codes: `too_long`, `too_deep`, `too_many`.
    """

    widget = EditorWidget

    def __init__(
        self,
        *,
        with_source: bool = False,
        dutch_quotes: bool = False,
        may_hold_blocks: bool = True,
        **kwargs: Any,
    ) -> None:
        kwargs.pop("max_length", None)
        kwargs["widget"] = EditorWidget(
            with_source=with_source,
            dutch_quotes=dutch_quotes,
            without_plugin="" if may_hold_blocks else "blocks",
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return storable(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        _check_length(value, MAX_LENGTH)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show a refused text again as it would be stored; one that cannot be read, as it came."""
        try:
            return _tidied(data)
        except UnreadableError:
            return data

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what would be stored and is seen: the editor writes a text in its own way."""
        return bool(_as_seen(initial) != _as_seen(data))

    def clean(self, value: Any) -> str:
        try:
            cleaned = clean_paste(super().clean(value))
        except UnreadableError as error:
            raise _unreadable(error.code) from error
        _check_length(cleaned, MAX_CLEANED_LENGTH)
        if cleaned.count("<") - cleaned.count("</") > MAX_ELEMENTS:
            raise _unreadable("too_many")
        return name_own_pages(cleaned)


def _tidied(text: Any) -> str:
    return tidy(clean_paste(text or ""), repair=False).html


def _as_seen(text: Any) -> Any:
    """Return a text as readers would see it; one that cannot be read, as it came."""
    try:
        return EDGES.sub(r"\1", _tidied(text))
    except UnreadableError:
        return text


def _check_length(text: str, limit: int) -> None:
    if len(text) > limit:
        raise ValidationError(
            _("This text is too long: %(length)s characters, and %(limit)s are possible."),
            code="too_long",
            params={"length": len(text), "limit": MAX_LENGTH},
        )


def _unreadable(code: str) -> ValidationError:
    messages = {
        "too_deep": _("This text is nested too deeply to be read. Paste it without its styling."),
        "too_many": _(
            "This text consists of too many small pieces to be read. Paste it without its styling,"
            " or in parts."
        ),
    }
    return ValidationError(messages[code], code=code)
