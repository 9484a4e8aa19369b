"""Where a reader asks what is too personal for a comment; who takes such questions registers it."""

from django.urls import reverse

_address_names: list[str] = []


def register_private_questions(address_name: str) -> None:
    """Let the comment form offer to send what was typed to this address instead.

    It gets a POST with `name`, `email`, `text` and the slug of the article as `artikel`, and shows
    them without storing anything.
    """
    _address_names[:] = [address_name]


def private_question() -> str:
    """Return the address that takes private questions, or an empty text."""
    return reverse(_address_names[0]) if _address_names else ""
