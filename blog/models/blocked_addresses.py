"""Mail addresses whose comments nobody has to look at."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.limits.mailboxes import mailbox_of
from coaching_site.time.reach import moments_in_reach

NOTE_LENGTH = 200


def digest_of(address: str) -> str:
    """Return what is kept of a mailbox: enough to know it again with our key, not to write to."""
    return salted_hmac("blog.blocked_address", mailbox_of(address), algorithm="sha256").hexdigest()


class BlockedAddressQuerySet(models.QuerySet["BlockedAddress"]):
    """Blocks addresses, and knows a blocked one in each spelling."""

    def block(self, address: str, *, by: User, note: str = "") -> "BlockedAddress":
        """Block a mailbox; doing so again changes nothing."""
        blocked, _is_new = self.get_or_create(
            digest=digest_of(address), defaults={"by": by, "note": note}
        )
        return blocked

    def holds(self, address: str) -> bool:
        """Tell whether comments of this address go unseen."""
        return bool(address) and self.filter(digest=digest_of(address)).exists()


class BlockedAddress(models.Model):
    """A mailbox that wrote spam or worse, as a keyed digest; what it writes is spam unseen."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)

    objects = BlockedAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("blocked address")
        verbose_name_plural = _("blocked addresses")
        constraints = [moments_in_reach("at")]

    def __str__(self) -> str:
        return self.note or gettext("blocked address %(number)d") % {"number": self.pk}
