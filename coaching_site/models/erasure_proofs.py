"""That something was erased, when and by whom, without saying whose it was."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from coaching_site.time.reach import moments_in_reach


def digest_of(key: str) -> str:
    """Return what is kept of an address or a reference: enough to know it again with our key."""
    said = key.lower()
    return salted_hmac("coaching_site.erasure", said, algorithm="sha256").hexdigest()


class ErasureProofQuerySet(models.QuerySet["ErasureProof"]):
    """Finds the proofs of an address that somebody names."""

    def about(self, key: str) -> Self:
        """Keep the proofs of one address or reference."""
        return self.filter(digest=digest_of(key))


class ErasureProof(models.Model):
    """One erasing; never changed, and no address can be read from it."""

    digest = models.CharField(max_length=64, editable=False, db_index=True)
    # How many of what, by the names of the holdings.
    counts = models.JSONField(_("how many"), default=dict, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    objects = ErasureProofQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        permissions = [("handle_personal_data", _("Can look up, hand over and erase people"))]
        verbose_name = _("proof of erasing")
        verbose_name_plural = _("proofs of erasing")
        constraints = [moments_in_reach("at")]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M}"

    @property
    def total(self) -> int:
        """Return how many things were erased."""
        return sum(self.counts.values())
