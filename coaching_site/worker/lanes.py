"""Lanes of the worker: the jobs of one wait for each other, and for nothing in another lane."""

from datetime import datetime, timedelta

from django.db.models import Min, OuterRef, Subquery
from django.db.models.functions import Coalesce, Now
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

MAIL = "mail"  # the queue of what waits for a server of somebody else
LATE_AFTER = timedelta(minutes=5)


def lanes() -> dict[str, list[str]]:
    """Return the queues of each lane: mail has one to itself, all other jobs share one.

    Mail that an older release queued among the others is sent from there.
    """
    others = {task.queue for task in app.tasks.values()} - {MAIL}
    return {MAIL: [MAIL], "other jobs": sorted(others)}


def late_queues() -> dict[str, datetime]:
    """Return the queues with a job that should have begun minutes ago, and when it should have."""
    queued_at = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), type="deferred").values("at")
    waiting = ProcrastinateJob.objects.filter(status="todo").annotate(
        due_at=Coalesce("scheduled_at", Subquery(queued_at[:1]))
    )
    late = waiting.filter(due_at__lt=Now() - LATE_AFTER).values("queue_name")
    return dict(late.annotate(since=Min("due_at")).values_list("queue_name", "since"))
