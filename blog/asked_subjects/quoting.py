"""What a draft quotes of a question: its words, without who wrote it or who else is in it."""

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator

from blog.models.comments.shortening import left_out
from coaching_site.guard.looking import look_at

if TYPE_CHECKING:
    from blog.models import Comment

MOST_CHARACTERS = 1_500
# At the end of a text people sign with a part of their name.
SIGNATURE_LENGTH = 60


def quote_of(comment: "Comment") -> list[str]:
    """Return the lines of a question, nameless, with wordings in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        nameless = look_at(_without_writer(comment)).with_wordings()
    lines = Truncator(nameless).chars(MOST_CHARACTERS).splitlines()
    return [line.strip() for line in lines if line.strip()]


def digest_of(words: str) -> str:
    """Return a keyed digest of a quote, whatever white space an editor gives it."""
    return salted_hmac("blog.asked_quote", "".join(words.split()), algorithm="sha256").hexdigest()


def _without_writer(comment: "Comment") -> str:
    """Leave out the writer's name and address.

    “Wil” is a name, “wil” is none, but for a last line, in which people sign.
    """
    text = _replace(comment.text, [comment.email], re.IGNORECASE)
    is_full = len(comment.name.split()) > 1
    text = _replace(text, [comment.name], re.IGNORECASE if is_full else 0)
    before, line, last = text.rpartition("\n")
    if line and len(last) <= SIGNATURE_LENGTH:
        text = before + line + _replace(last, comment.name.split(), re.IGNORECASE)
    parts = [part for part in comment.name.split() if part[:1].isupper() and len(part) > 1]
    start = max(0, len(text) - SIGNATURE_LENGTH)
    return text[:start] + _replace(text[start:], parts)


def _replace(text: str, names: list[str], flags: int = 0) -> str:
    """Replace whole words; a name may stand on two lines."""
    patterns = [r"\s+".join(map(re.escape, name.split())) for name in names if name.strip()]
    pattern = rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"
    return re.sub(pattern, lambda _found: left_out(), text, flags=flags) if patterns else text
