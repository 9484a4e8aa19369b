"""What the admin home says about mail."""

from coaching_site.outbox.models import OutgoingMail
from coaching_site.worker.heartbeat import worker_is_alive

__all__ = ["unsent_count", "worker_is_alive"]


def unsent_count() -> int:
    """Return how many mails failed or wait for over ten minutes."""
    return OutgoingMail.objects.unsent().count()
