"""Labels by which people on the telephone know which request is meant."""

from django.utils.crypto import get_random_string

# Nothing that is misread or misheard (I, L, O, U) and no vowels, which make words.
ALPHABET = "0123456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 4
PREFIX = "K"


def new_reference(year: int) -> str:
    """Return a label such as K-2026-7F3B; it opens nothing, so it need not be secret."""
    return f"{PREFIX}-{year}-{get_random_string(LENGTH, ALPHABET)}"
