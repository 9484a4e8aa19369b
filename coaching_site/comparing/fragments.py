"""Words that stayed, went or came, as they are shown: the one place where they become markup."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from coaching_site.comparing.sequences import Change

SHOWN_AS = {"strong": "strong", "em": "em", "sup": "sup", "sub": "sub", "a": "u"}


# Heard, not seen: a screen reader does not say that words are struck out or underlined.
SAID = {Change.REMOVED: _("removed:"), Change.ADDED: _("added:")}


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words in a row with one fate and the same marks."""

    change: Change
    text: str
    marks: tuple[str, ...] = ()

    @property
    def html(self) -> SafeString:
        """Return it for a page; whatever the words are, none of them is markup."""
        words = self.text.removeprefix(" ")
        space = " " if words != self.text else ""
        shown: SafeString | str = words
        for mark in self.marks:
            if tag := SHOWN_AS.get(mark):
                shown = format_html("<{0}>{1}</{0}>", tag, shown)
        if self.change == Change.SAME:
            return format_html("{}{}", space, shown)
        tag = "del" if self.change == Change.REMOVED else "ins"
        said = SAID[self.change]
        return format_html(
            '{3}<{0}><span class="visually-hidden">{1} </span>{2}</{0}>', tag, said, shown, space
        )


class BothSides:
    """Something with `fragments` of an old and a new text, which can be shown side by side."""

    __slots__ = ()
    fragments: tuple[Fragment, ...]

    @property
    def old_fragments(self) -> list[Fragment]:
        return [fragment for fragment in self.fragments if fragment.change != Change.ADDED]

    @property
    def new_fragments(self) -> list[Fragment]:
        return [fragment for fragment in self.fragments if fragment.change != Change.REMOVED]
