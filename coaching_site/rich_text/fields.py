"""The form field in which a text with headings, lists and links arrives."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coaching_site.rich_text.ckeditor import EditorWidget
from coaching_site.rich_text.pasting import clean_paste
from coaching_site.rich_text.sanitising import MAX_DEPTH, nesting_depth, strip_unprintable

# About 45,000 words: what fits in a request next to everything else that the form holds.
MAX_LENGTH = 300_000
# Parsers open bold words that nobody closed again in every following paragraph: 300,000 characters
# can become 100 million.
MAX_CLEANED_LENGTH = 2 * MAX_LENGTH


class RichTextFormField(forms.CharField):
    """Takes what the editor sends and leaves the meaning of its styling to `tidy`.

    What it returns is free of script, but not yet what may be stored: `tidy` or `sanitise` makes
    that. Codes: `too_long`, `too_deep`.
    """

    widget = EditorWidget

    def __init__(self, *, with_source: bool = False, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        kwargs["widget"] = EditorWidget(with_source=with_source)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return strip_unprintable(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > MAX_LENGTH:
            raise ValidationError(
                _("This text is too long: %(length)s characters, and %(limit)s are possible."),
                code="too_long",
                params={"length": len(value), "limit": MAX_LENGTH},
            )
        if nesting_depth(value) > MAX_DEPTH:
            raise _too_deep()

    def clean(self, value: Any) -> str:
        cleaned = clean_paste(super().clean(value))
        if len(cleaned) > MAX_CLEANED_LENGTH:
            raise _too_deep()
        return cleaned


def _too_deep() -> ValidationError:
    return ValidationError(
        _("This text is nested too deeply to be read. Paste it without its styling."),
        code="too_deep",
    )
