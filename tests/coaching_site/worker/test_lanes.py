"""A lane that is stuck is told to editors and to whoever watches the machine, and no visitor."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from coaching_site.worker.lanes import lanes, late_queues

pytestmark = pytest.mark.django_db
MAIL_IS_LATE = "Het verzenden van mail loopt meer dan vijf minuten achter"
OTHERS_ARE_LATE = "Afbeeldingen en geplande wijzigingen lopen meer dan vijf minuten achter"
NOBODY_WORKS = "Het werk op de achtergrond ligt stil, dus er gaat geen mail weg"


def queue_job(task_name: str, *, minutes_ago: int, scheduled_at: datetime | None = None) -> None:
    job = app.configure_task(task_name, schedule_at=scheduled_at).defer(
        **({"mail_id": 0} if task_name == "send_mail" else {"timestamp": 0})
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - %s WHERE job_id = %s",
            [timedelta(minutes=minutes_ago), job],
        )


def ago(minutes: int) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)


def let_a_worker_live() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def words(desk: Client) -> list[str]:
    return [line.words for line in desk.get(reverse("admin:index")).context["waiting"]]


def test_every_queue_that_a_job_of_the_site_can_be_in_has_one_lane() -> None:
    queues = [queue for some in lanes().values() for queue in some]
    assert {task.queue for task in app.tasks.values()} <= set(queues)
    assert len(queues) == len(set(queues))


def test_a_queue_is_late_from_five_minutes_after_its_first_job_was_due() -> None:
    queue_job("send_mail", minutes_ago=4)
    queue_job("erase_old_mail", minutes_ago=20, scheduled_at=ago(4))
    assert late_queues() == {}

    queue_job("send_mail", minutes_ago=6)
    queue_job("send_mail", minutes_ago=9)
    queue_job("erase_old_trash", minutes_ago=20, scheduled_at=ago(7))

    late = {queue: (timezone.now() - since).seconds // 60 for queue, since in late_queues().items()}
    assert late == {"mail": 9, "default": 7}


def test_a_job_that_waits_for_its_moment_makes_nothing_late() -> None:
    queue_job("erase_old_mail", minutes_ago=60, scheduled_at=timezone.now() + timedelta(hours=1))
    assert late_queues() == {}


def test_the_home_says_which_work_is_behind(desk: Client) -> None:
    let_a_worker_live()
    queue_job("send_mail", minutes_ago=6)
    assert MAIL_IS_LATE in words(desk)
    assert OTHERS_ARE_LATE not in words(desk)

    queue_job("erase_old_mail", minutes_ago=6)
    assert OTHERS_ARE_LATE in words(desk)


def test_the_home_says_it_once_when_nobody_works_at_all(desk: Client) -> None:
    queue_job("send_mail", minutes_ago=6)
    queue_job("erase_old_mail", minutes_ago=6)
    said = words(desk)
    assert (NOBODY_WORKS in said, MAIL_IS_LATE in said, OTHERS_ARE_LATE in said) == (
        True, False, False,
    )  # fmt: skip


def test_a_late_queue_is_told_to_watchers_and_keeps_no_visitor_away(client: Client) -> None:
    queue_job("send_mail", minutes_ago=0, scheduled_at=timezone.now() - timedelta(minutes=8))
    since = late_queues()["mail"]

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.content.decode() == f"ok; mail waits since {since:%Y-%m-%dT%H:%MZ}"
