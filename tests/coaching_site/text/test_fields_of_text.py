"""Every field that takes a text goes by the one rule; which fields there are is looked up."""

from collections.abc import Iterator

import pytest
from allauth.account.forms import ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import get_resolver

from coaching_site.accounts.models import User
from coaching_site.accounts.signing_in.second_factor import CountedCode
from coaching_site.forms.spam_traps import SpamTrap
from coaching_site.rich_text.editor.fields import RichTextFormField
from coaching_site.text.characters import printable

pytestmark = pytest.mark.django_db

UNSEEN = "\x00\x01\x7f\x9f\u00ad\u200b\u200d\u202e\u2066\ufe0f\ufeff\ufffe\U000e0041\U0010fffe"
# One of them is right in each field; the end of an address and a number have signs of their own.
RIGHT = ("rust", "rust@school.nl", "06 12345678", "<p>rust</p>", "2026")
OURS = {"blog", "contact", "coaching_site", "demo"}
# What was signed or encoded is no text; nor is a password, in which each sign counts.
# What is only compared, a code and the address of an account, is kept nowhere.
COMPARED = (ResetPasswordForm, AuthenticateForm, CountedCode)
NO_TEXTS = (forms.JSONField, forms.UUIDField, SpamTrap)


def kinds_of(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for kind in form.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def text_fields(form: type[forms.BaseForm]) -> Iterator[tuple[str, forms.CharField]]:
    for name, field in form.base_fields.items():
        is_text = isinstance(field, forms.CharField) and not isinstance(field, NO_TEXTS)
        if is_text and not isinstance(field.widget, forms.PasswordInput):
            yield f"{form.__module__}.{form.__qualname__}.{name}", field


def forms_of(model_admin: ModelAdmin, coach: User) -> Iterator[type[forms.BaseForm]]:
    request = RequestFactory().get("/")
    request.user = coach
    if model_admin.has_add_permission(request):
        yield model_admin.get_form(request)
    if model_admin.has_change_permission(request):
        yield model_admin.get_form(request, model_admin.model(), change=True)


@pytest.fixture
def all_fields(coach: User) -> dict[str, forms.CharField]:
    """Return every field for text of the forms that the site has, public and in the admin."""
    assert get_resolver().url_patterns  # loads every view, and with it every form
    # The admin makes forms of its own of these, with other fields.
    registered = {
        model: admin.site.get_model_admin(model)
        for model in apps.get_models()
        if admin.site.is_registered(model)
    }
    unfinished = {kind for each in registered.values() for kind in each.form.__mro__}
    found = {
        kind
        for kind in set(kinds_of(forms.BaseForm)) - unfinished
        if kind.__module__.partition(".")[0] in OURS and not issubclass(kind, COMPARED)
    }
    fields = {name: field for form in found for name, field in text_fields(form)}
    for model, model_admin in registered.items():
        for form in forms_of(model_admin, coach):
            named = dict(text_fields(form))
            fields |= {f"{model._meta.label} {name}": field for name, field in named.items()}
    return fields


def taken(field: forms.CharField, text: str) -> str | None:
    """Return what the field makes of a text, or nothing where it refuses it."""
    try:
        return str(field.clean(text))
    except ValidationError:
        return None


def test_no_field_keeps_what_nobody_sees(all_fields: dict[str, forms.CharField]) -> None:
    assert len(all_fields) > 40
    wrong = {}
    for name, field in all_fields.items():
        plain = {text: taken(field, text) for text in RIGHT}
        assert any(plain.values()), f"{name} takes none of the examples"
        for text, kept in plain.items():
            if kept is None:
                continue
            dirty = text.replace("st", f"s{UNSEEN}t").replace("2", f"2{UNSEEN}")
            if taken(field, dirty) != kept:
                wrong[name] = taken(field, dirty)
    assert sorted(wrong) == []


def test_no_field_refuses_or_changes_what_people_write(
    all_fields: dict[str, forms.CharField],
) -> None:
    text = "Zoë 👩\u200d🏫 ❤\ufe0f \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 שלום"
    for name, field in all_fields.items():
        kept = taken(field, text)
        if kept is not None:
            assert text in kept, name
    assert printable(text) == text
    assert any(isinstance(field, RichTextFormField) for field in all_fields.values())
