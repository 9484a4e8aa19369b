"""The form of an inquiry as somebody fills it in, and what it refuses."""

from typing import Any

from django.http import HttpResponse

from tests.factories import make_opening_time

ADDRESS = "/contact/"
REFUSED = 422


def answers(**changes: Any) -> dict[str, Any]:
    filled_in = {
        "text": "Mijn groep is onrustig na de pauze.\n\nWat kan ik doen?",
        "name": "Sanne Verzonnen",
        "role": "teacher",
        "school": "De Regenboogvis",
        "email": "sanne@voorbeeld.nl",
        "preferred_contact": "email",
        "telephone": "",
        "consent": "on",
        "opened": make_opening_time(),
    }
    return filled_in | changes


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """Return the codes of the refusal by field."""
    found = response.context["form"].errors.as_data()  # type: ignore[attr-defined] # of Django's test client
    return {field: [error.code for error in found[field]] for field in found}
