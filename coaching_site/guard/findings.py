"""What the guard finds in a text: which words, why, and what could stand there instead."""

from dataclasses import dataclass

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What the found words are, in the words of who wrote them."""

    NAME = "name", _("A name")
    BIRTH_DATE = "birth_date", _("A date of birth")
    CITIZEN_NUMBER = "citizen_number", _("A citizen service number (BSN)")
    TELEPHONE = "telephone", _("A telephone number")
    MAIL = "mail", _("A mail address")
    HOME = "home", _("A home address")
    SCHOOL = "school", _("A school beside a class")


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that could point to a child; `text[start:end]` may become `wording`."""

    start: int
    end: int
    kind: Kind
    words: str
    wording: str

    @property
    def key(self) -> str:
        """Return a keyed digest of the words: the same ones again, and readable by nobody."""
        said = f"{self.kind}:{' '.join(self.words.lower().split())}"
        return salted_hmac("coaching_site.guard.findings", said, algorithm="sha256").hexdigest()[
            :16
        ]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one text, in its order; `danger` tells of words that need help now."""

    text: str
    found: tuple[Finding, ...]
    danger: bool

    def with_wordings(self, taken: set[str] | None = None) -> str:
        """Return the text with the wordings of the findings that have these keys, or of all."""
        text = []
        done = 0
        for finding in self.found:
            if taken is None or finding.key in taken:
                text += [self.text[done : finding.start], finding.wording]
                done = finding.end
        return "".join([*text, self.text[done:]])
