"""Links by which somebody without an account comes to one thing of her own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Concatenate

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class SignedLink:
    """What one kind of link may do, and for how long; a token of one kind is none of another.

    `purpose` is the salt of the signature: whoever changes it makes every link of the kind useless.
    """

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
        return TimestampSigner(sep=".", salt=self.purpose)


def unlisted[**Arguments](
    view: Callable[Concatenate[HttpRequest, Arguments], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponse]:
    """Keep a page whose address is a secret out of searches, caches and what other sites learn.

    With `no-referrer` the browser would not tell our own site either where a button was pressed,
    and the protection of forms would take it for a forgery.
    """

    @wraps(view)
    def show(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Cache-Control"] = "no-store"
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return show
