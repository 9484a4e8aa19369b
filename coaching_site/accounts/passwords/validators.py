"""Passwords that are long and yet guessed at once; each is refused with what makes it so."""

import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User

MOST_SIGNS = 1_000
FEWEST_DIFFERENT = 5
FEWEST_OWN = 6  # signs beside what is easily guessed
SHORTEST_RUN = 3
SHORTEST_NAME = 3
LONGEST_PHRASE = 3  # common words; four of them are as good as any passphrase

# In the order of the alphabet and of the rows and columns of keyboards, read both ways.
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiop[]",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl;'",
    "qsdfghjklm",
    "zxcvbnm,./",
    "!@#$%^&*()",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
)
RUNS = (*ROWS, *(row[::-1] for row in ROWS))


class MaximumLengthValidator:
    """Refuses what no person types, and what the rules below would read for seconds."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > MOST_SIGNS:
            raise ValidationError(
                _("This password is too long. It may have 1,000 characters at most."),
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        return str(_("Your password can have 1,000 characters at most."))


class RepetitionValidator:
    """Refuses "aaaaaaaaaaaa", "abababababab" and one word typed over and over."""

    def validate(self, password: str, user: Any = None) -> None:
        text = password.casefold()
        if len(set(text)) < FEWEST_DIFFERENT or text in (text + text)[1:-1]:
            raise ValidationError(
                _("This password repeats the same few signs or the same word. Use more of them."),
                code="password_repeats",
            )

    def get_help_text(self) -> str:
        return str(_("Your password can’t repeat the same few signs or the same word."))


class KeyboardRunValidator:
    """Refuses "qwertyuiop12", "abcdefghijkl" and "123456789012"."""

    def validate(self, password: str, user: Any = None) -> None:
        if _signs_outside_runs(password.casefold()) < FEWEST_OWN:
            raise ValidationError(
                _("This password follows the alphabet, the digits or the keys of a keyboard."),
                code="password_is_a_run",
            )

    def get_help_text(self) -> str:
        return str(_("Your password can’t follow the alphabet, the digits or a keyboard."))


class OwnNameValidator:
    """Refuses a password that is little more than names of its owner, doubled or with a year.

    Django's own validator compares whole names, and lets "noornoornoor" pass for "noor".
    """

    def validate(self, password: str, user: User | None = None) -> None:
        text = password.casefold()
        names = {name for name in _names_of(user) if name in text} if user else set()
        if names and len(_without(names, text)) < FEWEST_OWN:
            raise ValidationError(
                _("This password is little more than your own name."), code="password_is_a_name"
            )

    def get_help_text(self) -> str:
        return str(_("Your password can’t be made of your own name."))


class CommonWordsValidator:
    """Refuses up to three words that everybody thinks of, with digits and signs around them.

    Django's list of common passwords has 190 of twelve signs or more, nearly all English.
    """

    @cached_property
    def words(self) -> re.Pattern[str]:
        """Match one of the words in `common_words.txt`, the longest first."""
        lines = Path(__file__).with_name("common_words.txt").read_text().split()
        return re.compile("|".join(sorted(map(re.escape, lines), key=len, reverse=True)))

    def validate(self, password: str, user: Any = None) -> None:
        letters = re.sub(r"[\W\d_]", "", password.casefold())
        rest, number = self.words.subn("", letters)
        if 0 < number <= LONGEST_PHRASE and len(rest) < SHORTEST_RUN:
            raise ValidationError(
                _("This password is made of words that everybody thinks of. Add some of your own."),
                code="password_is_common_words",
            )

    def get_help_text(self) -> str:
        return str(_("Your password can’t be a common word with a number."))


def _signs_outside_runs(text: str) -> int:
    """Count the signs that belong to no run of three or more."""
    outside = place = 0
    while place < len(text):
        length = _length_of_run(text[place:])
        outside += length == 1
        place += length
    return outside


def _length_of_run(text: str) -> int:
    """Return how many signs at the beginning follow each other on some row; 1 if they do not."""
    length = SHORTEST_RUN
    while length <= len(text) and any(text[:length] in run for run in RUNS):
        length += 1
    return length - 1 if length > SHORTEST_RUN else 1


def _names_of(user: User) -> set[str]:
    """Return what the owner is called, in small letters."""
    known = " ".join([user.username, user.first_name, user.last_name, user.email])
    names = re.split(r"[\W_]+", known.casefold())
    return {name for name in names if len(name) >= SHORTEST_NAME}


def _without(names: set[str], text: str) -> str:
    """Return the text without names, and without the digits and signs around them."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return re.sub(r"[\W\d_]", "", text)
