"""A form for visitors with little in it, and what is sent in it."""

from typing import Any

from django import forms
from django.test import RequestFactory

from coaching_site.forms.fields import PlainTextField, SingleLineField
from coaching_site.forms.public_forms import PublicForm
from tests.factories import make_opening_time


class LetterForm(PublicForm):
    name = SingleLineField(max_length=20)
    text = PlainTextField(max_length=50)


def posted(**values: Any) -> LetterForm:
    return LetterForm(RequestFactory().post("/brief/", values))


def codes_of(form: forms.Form) -> dict[str, list[str]]:
    return {
        name: [error["code"] for error in errors]
        for name, errors in form.errors.get_json_data().items()
    }


def in_time(**values: Any) -> dict[str, Any]:
    """Return what a person sends who took a minute."""
    return {"opened": make_opening_time(), "name": "Sanne", "text": "Dank je wel."} | values
