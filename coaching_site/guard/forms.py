"""A public form that shows its writer what could point to a child, before it is stored."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from coaching_site.forms.fields import SingleLineField
from coaching_site.forms.public_forms import PublicForm
from coaching_site.guard.findings import Findings
from coaching_site.guard.looking import look_at
from coaching_site.guard.shown import Shown, shown_in

LOOK_ONCE_MORE = _(
    "Please look once more at the words that are marked below your text. "
    "You decide: you may change them, or send it as it is."
)
TAKEN_OVER = _("The other words stand in your text now. Read it once more, and send it.")
HELP_FIRST = _("Before you send this: below your text stands who can help now.")
WHY_LOOK = _(
    "What stands on the internet stays there, and children cannot choose that themselves. "
    "Nobody has read this yet, and nothing was stored."
)
DANGER = "danger"
ALL = "all"
TAKE = "take_over"


class GuardedForm[Stored: models.Model](PublicForm[Stored]):
    """Comes back once with what the guard found; sent again with the same words, it is stored.

    `seen` holds keyed digests of the words that the writer has looked at, never the words. A
    button named `take_over` puts a wording into the text, and the form comes back with it.
    """

    guarded_field: ClassVar[str] = "text"
    why_look: ClassVar[Any] = WHY_LOOK

    seen = SingleLineField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, **options: Any) -> None:
        super().__init__(request, **options)
        self.findings: Findings | None = None
        self._typed = request.POST.copy()
        if self.is_bound:
            self.data = self._typed

    @property
    def reads_first(self) -> bool:
        """Tell whether the text has words that point to danger, for who reads it."""
        return self.findings is not None and self.findings.danger

    @cached_property
    def shown(self) -> list[Shown]:
        """Return each finding in its sentence, as the page shows it."""
        return shown_in(self.findings) if self.findings else []

    def full_clean(self) -> None:
        """Ask the writer to look, where there is something that was not looked at yet."""
        has_taken_over = self.is_bound and self._take_over()
        super().full_clean()
        text = self.cleaned_data.get(self.guarded_field) if self.is_bound else None
        if not text or self.wait:
            return
        self.findings = look_at(text)
        seen = set(self.data.get(self.add_prefix("seen"), "").split())
        now = {finding.key for finding in self.findings.found}
        asks = sorted({*now, *([DANGER] if self.findings.danger else [])} - seen)
        self._typed[self.add_prefix("seen")] = " ".join([*sorted(seen & {*now, DANGER}), *asks])
        if has_taken_over:
            self.add_error(None, ValidationError(TAKEN_OVER, code="guard"))
        elif asks:
            message = HELP_FIRST if asks == [DANGER] else LOOK_ONCE_MORE
            self.add_error(None, ValidationError(message, code="guard"))

    def _take_over(self) -> bool:
        """Put the wording that was asked for into the text, and tell whether there was one."""
        asked = self.data.get(TAKE)
        if not asked:
            return False
        name = self.add_prefix(self.guarded_field)
        try:
            text = self.fields[self.guarded_field].clean(self.data.get(name))
        except ValidationError:
            return False
        findings = look_at(text)
        self._typed[name] = findings.with_wordings(None if asked == ALL else {asked})
        return True
