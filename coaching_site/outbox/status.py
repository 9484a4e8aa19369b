"""What the admin home says about mail."""

from coaching_site.outbox.models import OutgoingMail


def unsent_count() -> int:
    """Return how many mails failed or wait for over ten minutes."""
    return OutgoingMail.objects.unsent().count()
