"""Links by which somebody without an account deals with one comment."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True)
class SignedLink:
    """What one kind of link may do, and for how long; a token of one kind is none of another."""

    purpose: str
    valid_for: timedelta

    def token(self, *numbers: int) -> str:
        """Return what a link of this kind ends with; it names rows by number and nothing else."""
        return self._signer.sign("-".join(map(str, numbers)))

    def read(self, token: str) -> list[int] | None:
        """Return the numbers of a token; None if it is cut, guessed, old or of another kind."""
        try:
            signed = self._signer.unsign(token, max_age=self.valid_for)
        except BadSignature:
            return None
        return [int(number) for number in signed.split("-")]

    @property
    def _signer(self) -> TimestampSigner:
        # A point, since mail programs end a link at some other signs.
        return TimestampSigner(sep=".", salt=f"blog.comments.{self.purpose}")


# By which a guest comes back to her own comment.
WRITERS = SignedLink("writer", timedelta(days=365))


def link_gone(request: HttpRequest) -> HttpResponse:
    """Say that a link leads nowhere, and nothing about why: one answer for all that does not."""
    return render(request, "blog/comments/link_gone.html", status=HTTPStatus.NOT_FOUND)
