"""What happened at the door: who got in, who did not, and what was changed in the way in."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching_site.time.reach import moments_in_reach

KEEP = timedelta(days=90)


class SignInEventQuerySet(models.QuerySet["SignInEvent"]):
    """Finds what need not be remembered any longer."""

    def past_keeping(self) -> Self:
        return self.filter(moment__lt=timezone.now() - KEEP)


class SignInEvent(models.Model):
    """One line of the log of sign-ins; holds no name, no address and nothing that was typed."""

    class Kind(models.TextChoices):
        """What happened."""

        SIGNED_IN = "signed_in", _("signed in")
        REFUSED = "refused", _("refused")
        BLOCKED = "blocked", _("not looked at: too many tries")
        PASSWORD_CHOSEN = "password_chosen", _("password chosen")
        FACTOR_ADDED = "factor_added", _("second factor added")
        FACTOR_REMOVED = "factor_removed", _("second factor removed")

    class How(models.TextChoices):
        """With what; those of a second factor are called as allauth calls them."""

        PASSWORD = "password", _("password")
        PASSKEY = "webauthn", _("passkey")
        APP = "totp", _("authenticator app")
        RECOVERY_CODES = "recovery_codes", _("recovery codes")
        MAIL = "mail", _("link in a mail")
        ADMIN = "admin", _("by somebody in the admin")

    moment = models.DateTimeField(_("moment"), default=timezone.now, db_index=True)
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind)
    how = models.CharField(_("with what"), max_length=20, choices=How, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("account"),
        related_name="sign_in_events",
        null=True,
        blank=True,
    )
    source = models.CharField(
        _("source"),
        max_length=32,
        help_text=_("Stands for an internet address, on one day. Nobody can tell which it was."),
    )

    objects = SignInEventQuerySet.as_manager()

    class Meta:
        ordering = ["-moment", "-pk"]
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        constraints = [moments_in_reach("moment")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({timezone.localtime(self.moment):%Y-%m-%d %H:%M:%S %Z})"
