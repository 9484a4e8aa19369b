"""The form that any visitor may send."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from coaching_site.forms.form_pages import lost_its_protection
from coaching_site.forms.spam_traps import HoneypotField, OpeningTimeField, SpamTrap, opening_day
from coaching_site.forms.submissions import submission_key
from coaching_site.limits.answers import wait_in_words
from coaching_site.limits.limit import Limit, time_to_wait, use_all
from coaching_site.limits.mailboxes import mailbox_of
from coaching_site.limits.sources import by_source

LOST_PROTECTION = _(
    "This page has been open for too long, or your browser does not keep the cookie that "
    "protects the form. Your text is still here: send it once more."
)
TOO_MANY = _(
    "Many messages came in within a short time, so this one could not be taken yet. "
    "Your text is still here: send it again %(when)s."
)


class PublicForm[Stored: models.Model](forms.Form):
    """Binds itself to what was posted, carries the spam traps, and loses nothing at a refusal.

    A POST without its CSRF protection makes it invalid whatever it holds, so that a view
    that asks `is_valid()` never stores one. A subclass says what it stores, and how often that may
    be new: from one source and its network, by one mail address (its field `email`), and by
    everybody together.
    Its `model` has a unique column `submission`, so that sending again stores nothing twice.
    """

    model: type[Stored]

    website = HoneypotField()
    opened = OpeningTimeField()

    source_limits: ClassVar[tuple[Limit, ...]] = ()
    address_limits: ClassVar[tuple[Limit, ...]] = ()
    site_limits: ClassVar[tuple[Limit, ...]] = ()

    def __init__(self, request: HttpRequest, *, is_sent: bool = True, **options: Any) -> None:
        """Bind it to a POST, unless that sent another form whose words this one begins with."""
        is_bound = is_sent and request.method == "POST"
        super().__init__(request.POST if is_bound else None, **options)
        self._unprotected = lost_its_protection(request)
        self._by_source = by_source(request, *self.source_limits)
        self.wait: timedelta | None = None

    @property
    def status(self) -> int:
        """Return the status that the page with this form answers with."""
        refused = self.is_bound and not self.is_valid()
        if self.wait:
            return HTTPStatus.TOO_MANY_REQUESTS
        return HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK

    def is_stored(self) -> bool:
        """Tell whether the same submission was stored before."""
        return self.model._default_manager.filter(submission=self.submission).exists()

    def store(self) -> tuple[Stored, bool]:
        """Store what was typed, or find it stored; the second value tells whether it is new."""
        raise NotImplementedError

    def what_is_said(self) -> list[object]:
        """Return what has to be the same in two submissions that are one."""
        raise NotImplementedError

    @cached_property
    def submission(self) -> str:
        """Return one key for these words in forms that were opened on one day."""
        day = opening_day(self.cleaned_data["opened"])
        return submission_key(type(self).__name__, day, *self.what_is_said())

    def submit(self) -> Stored | None:
        """Store what was typed, once; None means that the form is over a limit, and says so.

        Of those who send at the same moment no more get through than the limits allow. They are
        counted last, since whoever is counted at the same time waits for this transaction.
        """
        with transaction.atomic():
            stored, is_new = self.store()
            wait = use_all(self._limits()) if is_new else None
            if wait:
                transaction.set_rollback(True)
        if wait:
            self.wait = wait
            self.add_error(None, too_many(wait))
            return None
        return stored

    def add_error(self, field: str | None, error: Any) -> None:
        """Hold back the refusal of a trap until everything else was looked at."""
        if field is None or not isinstance(self.fields[field], SpamTrap):
            super().add_error(field, error)
        else:
            self._refusals.append(error)

    def full_clean(self) -> None:
        """Put the refusals above the form, after what a person can correct."""
        self._refusals: list[ValidationError] = []
        super().full_clean()
        if self.is_bound and self._unprotected:
            self._refusals = [ValidationError(LOST_PROTECTION, code="csrf")]
        for refusal in self._refusals:
            # Nobody needs to hear that an empty form was sent fast.
            if refusal.code != "too_fast" or not self.errors:
                self.add_error(None, refusal)
        if self.is_bound and not self.errors:
            self._refuse_above_the_limits()

    def focus_first_field(self) -> None:
        """Let the cursor wait in the first field, where the form was asked for by a click."""
        typed = [field for field in self.visible_fields() if not isinstance(field.field, SpamTrap)]
        typed[0].field.widget.attrs["autofocus"] = True

    def _refuse_above_the_limits(self) -> None:
        """Let a flood cost two queries and no write; what is stored already is no flood."""
        limits = self._limits()
        wait = time_to_wait(limits) if limits else None
        if wait and not self.is_stored():
            self.wait = wait
            self.add_error(None, too_many(wait))

    def _limits(self) -> dict[Limit, str]:
        """Return each limit and whom it counts for, the narrowest first."""
        mailbox = mailbox_of(self.cleaned_data.get("email", ""))
        return {
            **self._by_source,
            **dict.fromkeys(self.address_limits, mailbox),
            **dict.fromkeys(self.site_limits, ""),
        }


def too_many(wait: timedelta) -> ValidationError:
    """Return the refusal of who may try again later."""
    return ValidationError(TOO_MANY, code="too_many", params={"when": wait_in_words(wait)})
