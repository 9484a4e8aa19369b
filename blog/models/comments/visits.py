"""When an account last looked at the first page of the admin: what came since is new to it."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.time.reach import moments_in_reach

# Who goes to a comment and comes back is still at the same visit.
PAUSE = timedelta(hours=1)
# What is new at a first visit.
AT_FIRST = timedelta(days=30)


class ConversationVisit(models.Model):
    """The present visit of one account and the one before; nobody else sees it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    before = models.DateTimeField(_("visit before"))
    latest = models.DateTimeField(_("latest visit"))

    class Meta:
        verbose_name = _("visit to the conversations")
        verbose_name_plural = _("visits to the conversations")
        default_permissions = ()
        constraints = [moments_in_reach("before", "latest")]

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def note(cls, user: User) -> datetime:
        """Note that somebody looks now, and return since when all is new to her."""
        now = timezone.now()
        first: dict[str, datetime] = {"before": now - AT_FIRST, "latest": now}
        visit: Self = cls.objects.get_or_create(user=user, defaults=first)[0]
        if visit.latest < now - PAUSE:
            visit.before = visit.latest
        visit.latest = now
        visit.save(update_fields=["before", "latest"])
        return visit.before
