"""Whether a worker is at work, for the admin home and whoever watches the machine."""

from datetime import timedelta

from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateWorker

BEAT_SECONDS = 10.0
STALLED_AFTER_SECONDS = 30.0


def worker_is_alive() -> bool:
    """Tell whether any worker gave a sign of life lately, by the clock of the database."""
    latest = Now() - timedelta(seconds=STALLED_AFTER_SECONDS)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=latest).exists()
