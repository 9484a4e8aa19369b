"""Running procrastinate's worker, again and again if need be, until it is told to stop."""

import asyncio
import logging
import signal
from contextlib import suppress
from dataclasses import dataclass

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app as site_app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from psycopg import Error as PostgresError

from coaching_site.worker.heartbeat import BEAT_SECONDS, STALLED_AFTER_SECONDS
from coaching_site.worker.stalled_jobs import revive_stalled_jobs

logger = logging.getLogger(__name__)

DATABASE_AWAY = (ConnectorException, PostgresError, OSError)
PAUSES = (1, 2, 5, 10, 30)
STEADY_AFTER_SECONDS = 60


@dataclass(frozen=True)
class Rhythm:
    """How often a worker shows that it lives, and after what silence it is taken for dead."""

    beat: float = BEAT_SECONDS
    stalled_after: float = STALLED_AFTER_SECONDS


async def work(rhythm: Rhythm | None = None) -> None:
    """Do jobs until SIGTERM or SIGINT, which lets the running job end.

    procrastinate's worker ends when the database goes away: here it starts again, after pauses
    that grow.
    """
    stop = _stop_on_signals()
    failures = 0
    while not stop.is_set():
        started = asyncio.get_running_loop().time()
        try:
            await _work_until(stop, rhythm or Rhythm())
        except DATABASE_AWAY as error:
            logger.warning("The worker lost the database (%s).", type(error).__name__)
        lasted = asyncio.get_running_loop().time() - started
        failures = 0 if lasted > STEADY_AFTER_SECONDS else failures + 1
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSES[min(failures, len(PAUSES)) - 1])


async def work_off() -> None:
    """Do the jobs that are due now, and end."""
    async with await _worker_app() as app:
        await app.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _work_until(stop: asyncio.Event, rhythm: Rhythm) -> None:
    """Run one worker until it is to stop or cannot go on; raise what made it end."""
    async with await _worker_app() as app:
        worker = app.run_worker_async(
            install_signal_handlers=False,
            update_heartbeat_interval=rhythm.beat,
            stalled_worker_timeout=rhythm.stalled_after,
        )
        sides = (worker, revive_stalled_jobs(app, rhythm.beat, rhythm.stalled_after), stop.wait())
        tasks = [asyncio.ensure_future(side) for side in sides]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()  # The worker takes it as the request to end after the running job.
        await asyncio.gather(*pending, return_exceptions=True)
        for task in done:
            task.result()


async def _worker_app() -> App:
    """Return an app with connections of its own, which knows the site's jobs.

    Not the site's own app with another connector: what a job queues, a mail for example, must stay
    in that job's transaction, and only the site's app with Django's connector can do that.
    """
    # Connections of this thread may be left from before the database went away.
    await sync_to_async(close_old_connections)()
    parameters = await sync_to_async(connector_params)()
    connector = PsycopgConnector(kwargs=parameters, min_size=1, max_size=4, name="worker")
    app = App(connector=connector, worker_defaults=site_app.worker_defaults)
    app.tasks, app.periodic_registry = site_app.tasks, site_app.periodic_registry
    return app.open_async()
