"""The form in which a text is written: filled from the newest version, saved as the next one."""

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from html import unescape
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coaching_site.comparing import FieldDifference, compare_contents
from coaching_site.forms.fields import SingleLineField
from coaching_site.http.slugs import take_turn
from coaching_site.versions.content import TEXT, Content
from coaching_site.versions.remarks import Remark, on_text, refusals_among
from coaching_site.versions.version import NOTE_LENGTH, Version


class VersionedForm(forms.ModelForm):
    """Everything of a text that a reader sees; the row itself is never written here.

    A form of its own says by `content_class` what it makes, and by `content_names` which of its
    fields are called otherwise there.
    """

    note = SingleLineField(
        label=_("what did you change?"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("For colleagues, in the history; readers do not see it."),
    )
    # Firefox keeps what a form held over a reload, and would call a newer text an older one.
    based_on = forms.IntegerField(
        widget=forms.HiddenInput({"autocomplete": "off"}), min_value=0, max_value=2**31 - 1
    )

    content_class: ClassVar[type[Content]]
    content_names: ClassVar[Mapping[str, str]] = {}
    no_text: ClassVar[str | Promise] = _("Write a text before you publish.")
    stale: ClassVar[str | Promise] = _(
        "%(name)s saved this text while you were writing. Nothing is lost: your text stands in the "
        "form, and how it differs from theirs stands above. Saving again makes yours the newest "
        "version; theirs stays in the history."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.newest: Any = None
        self.differences: list[FieldDifference] | None = None
        if instance := kwargs.get("instance"):
            self.newest = instance.newest_version
            # What is typed is checked on a copy: the page goes on to say where the text stands.
            kwargs["instance"] = copy(instance)
        if self.newest:
            kwargs["initial"] = self.initial_of(self.newest.read()) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.initial["based_on"] = self.newest.number if self.newest else 0
        # Who may only look gets a form without fields.
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        """Refuse what readers cannot use, and a text written on an older version.

        Without what Django does here: it would look for the address among those of now only.
        """
        cleaned: dict[str, Any] = self.cleaned_data
        if "_publish" in self.data:
            self._refuse_what_readers_cannot_use()
        if self.newest:
            # Nobody saves between this look and our own save: the row stays locked until then.
            self.instance.lock()
            self.newest = self.instance.versions.latest("number")
            if cleaned.get("based_on") != self.newest.number:
                self._refuse_stale(self.newest)
        return cleaned

    def initial_of(self, content: Any) -> dict[str, Any]:
        """Return a content as the values of the form's fields."""
        return {
            field: list(value) if isinstance(value, tuple) else value
            for field, name in self._names().items()
            for value in [getattr(content, name)]
        }

    def content(self) -> Any:
        """Return what was typed as the content of a version; the form is valid.

        A text that nobody touched is the stored one: the editor writes it in its own way.
        """
        content = self.content_class(**self._typed())
        touched = self.newest is None or TEXT in self.changed_data
        return content if touched else content.with_text(self.newest.read().text)

    @staticmethod
    def refusals_of(content: Any) -> list[Remark]:
        """Return what stands in the way of publishing a content."""
        return refusals_among(on_text(content.text))

    def _names(self) -> dict[str, str]:
        """Return the names that the content has for the fields of the form."""
        others = self.content_names
        same = {name: name for name in self.content_class.names() if name not in others.values()}
        return same | dict(others)

    def _typed(self) -> dict[str, Any]:
        """Return what could be read, by the names that a content has for it."""
        names = self._names()
        return {
            names[field]: _key_of(value)
            for field, value in self.cleaned_data.items()
            if field in names
        }

    def _refuse_what_readers_cannot_use(self) -> None:
        """Ask for a text, and for what else the text lacks; a draft may lack both."""
        words = strip_tags(unescape(self.cleaned_data.get(TEXT, ""))).strip()
        no_text = str(self.no_text)
        if no_text and TEXT not in self.errors and not words:
            self.add_error(TEXT, ValidationError(no_text, code="empty"))
        typed = self._typed()
        # The name has no default, and is refused already where it could not be read.
        required = {name: "" for name in ("title", "name") if name in self.content_class.names()}
        for refusal in self.refusals_of(self.content_class(**required | typed)):
            self.add_error(refusal.field, ValidationError(refusal.words, code="undescribed"))

    def _refuse_stale(self, newest: Version) -> None:
        """Show both texts; saving again is then a choice, made on top of the newer version."""
        who = newest.created_by or gettext("Somebody")
        error = ValidationError(str(self.stale), code="stale", params={"name": who})
        self.add_error(None, error)
        theirs = newest.read()
        yours = replace(theirs, **self._typed())
        self.differences = compare_contents(self._meta.model, theirs, yours)
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed[self.add_prefix("based_on")] = str(newest.number)
        self.data = typed


class AddressedForm(VersionedForm):
    """The form of a text with a page of its own; an empty address is made of the title."""

    def clean_slug(self) -> str:
        """Return an address that no other row has; what the site itself uses the model refuses."""
        model: Any = self._meta.model
        take_turn()
        others = model._default_manager.exclude(pk=self.instance.pk)
        slug: str = self.cleaned_data["slug"]
        if not slug:
            free: str = model.free_slug(self.cleaned_data.get("title", ""), others)
            return free
        if others.filter(slug=slug).exists():
            raise self.instance.unique_error_message(model, ("slug",))
        return slug


def _key_of(value: Any) -> Any:
    """Return the keys of rows, as a content names them, and anything else as it is."""
    if isinstance(value, QuerySet):
        return tuple(sorted(row.pk for row in value))
    return value.pk if isinstance(value, Model) else value
