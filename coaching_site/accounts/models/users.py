"""People who sign in: the coaches, editors and writers of the practice."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from coaching_site.time.reach import moments_in_reach


class User(AbstractUser):
    """An account of the practice; own from the start, since a later change moves every table."""

    dutch_quotes = models.BooleanField(
        _("Dutch quotation marks while typing"),
        default=False,
        db_default=False,  # the code before this field makes accounts too, during an upgrade
        help_text=_(
            "Straight marks in a text become curled, as here: “classroom”. What you paste stays as "
            "it is, and Ctrl+Z gives back what you typed."
        ),
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            moments_in_reach("last_login", "date_joined"),
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_mail_address",
                condition=~models.Q(email=""),
                violation_error_message=_("Another account has this mail address."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in small letters: signing in with it compares letter by letter."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)
