"""Choosing a subject: one that nobody answered yet, or a new one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.models import AskedSubject
from blog.models.asked_subjects.subject import MAX_TITLE_LENGTH, AskedSubjectQuerySet
from coaching_site.forms.fields import SingleLineField

MOST_OFFERED = 50


class SubjectChoice(forms.ModelChoiceField):
    """Offers subjects with the number of people who ask."""

    def label_from_instance(self, row: Any) -> str:
        askers = ngettext("%(count)d asker", "%(count)d askers", row.askers)
        return f"{row.title} · {askers % {'count': row.askers}}"


class SubjectForm(forms.Form):
    """A subject that is there, or the title of one that may be new."""

    subject = SubjectChoice(
        AskedSubject.objects.none(),
        label=_("A subject that waits for an answer"),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    title = SingleLineField(
        label=_("A new subject"),
        max_length=MAX_TITLE_LENGTH,
        required=False,
        help_text=_("Short and without names: it becomes the title of the draft."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        present = self.initial.get("subject")
        self.fields["subject"].queryset = offered(AskedSubject.objects.all(), present)  # type: ignore[attr-defined]  # of a choice

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two; what is typed counts, since no choice can be taken back."""
        answers = super().clean() or {}
        if not self.errors and not answers["subject"] and not answers["title"]:
            self.add_error("title", _("Choose a subject or type a new one."))
        return answers

    def chosen(self) -> AskedSubject:
        """Return the subject that was meant, made if it is new."""
        title: str = self.cleaned_data["title"]
        chosen: AskedSubject = self.cleaned_data["subject"]
        return AskedSubject.objects.named(title) if title else chosen


class MergeForm(forms.Form):
    """The subject that gets the questions of another."""

    subject = SubjectChoice(
        AskedSubject.objects.none(),
        label=_("Into which subject?"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a subject.")},
    )

    def __init__(self, *args: Any, without: AskedSubject, **options: Any) -> None:
        super().__init__(*args, **options)
        others = AskedSubject.objects.exclude(pk=without.pk)
        self.fields["subject"].queryset = offered(others)  # type: ignore[attr-defined]  # of a choice


def offered(subjects: AskedSubjectQuerySet, present: int | None = None) -> AskedSubjectQuerySet:
    """Return the unanswered subjects that most people ask about, and the present one."""
    counted = subjects.unanswered().with_askers().most_asked_first()
    numbers = list(counted.values_list("pk", flat=True)[:MOST_OFFERED])
    return counted.filter(pk__in=[*numbers, present] if present else numbers)
