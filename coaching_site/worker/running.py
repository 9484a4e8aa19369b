"""Running procrastinate's workers, again and again if need be, until they are told to stop."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

from asgiref.sync import sync_to_async
from django.db import Error as DjangoDatabaseError
from django.db import connections
from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app as site_app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext
from procrastinate.middleware import SyncCallNext
from procrastinate.worker import Worker
from psycopg import Error as PostgresError

from coaching_site.worker.heartbeat import BEAT_SECONDS, STALLED_AFTER_SECONDS
from coaching_site.worker.lanes import lanes
from coaching_site.worker.stalled_jobs import revive_stalled_jobs

logger = logging.getLogger(__name__)

DATABASE_AWAY = (ConnectorException, DjangoDatabaseError, PostgresError, OSError)
# A job announces itself; one that does so while the worker looks elsewhere is found by asking.
ASK_EVERY_SECONDS = 1.0
PAUSES = (1, 2, 5, 10, 30)
STEADY_AFTER_SECONDS = 60


@dataclass(frozen=True)
class Rhythm:
    """How often a worker shows that it lives, and after what silence it is taken for dead."""

    beat: float = BEAT_SECONDS
    stalled_after: float = STALLED_AFTER_SECONDS


async def work(rhythm: Rhythm | None = None) -> None:
    """Do the jobs of all lanes until SIGTERM or SIGINT, which lets the running ones end."""
    stop = _stop_on_signals()
    await asyncio.gather(
        *(_keep_working(lane, queues, rhythm or Rhythm(), stop) for lane, queues in lanes().items())
    )


async def _keep_working(lane: str, queues: list[str], rhythm: Rhythm, stop: asyncio.Event) -> None:
    """Work in one lane until told to stop.

    procrastinate's worker ends when the database goes away, and does not begin without one: here
    it starts again, after pauses that grow, and says each time what is the matter.
    """
    short_runs = 0
    while not stop.is_set():
        started = monotonic()
        try:
            await _until(stop, _work_once(queues, rhythm))
        except DATABASE_AWAY as error:
            reason = type(error.__cause__ or error).__name__
            logger.warning("The worker (%s) has no database that it can use (%s).", lane, reason)
        short_runs = short_runs + 1 if monotonic() - started < STEADY_AFTER_SECONDS else 1
        await _until(stop, asyncio.sleep(PAUSES[min(short_runs, len(PAUSES)) - 1]))


async def work_off() -> None:
    """Do the jobs of every queue that are due now, one after another, and end."""
    async with _worker_app() as app:
        await app.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _until(stop: asyncio.Event, doing: Coroutine[Any, Any, None]) -> None:
    """Await the end of either; the worker takes being cancelled as a request to finish its job."""
    tasks = [asyncio.create_task(doing), asyncio.create_task(stop.wait())]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        task.result()


async def _work_once(queues: list[str], rhythm: Rhythm) -> None:
    """Run the worker of some queues for as long as it can."""
    async with _worker_app() as app:
        reviving = asyncio.create_task(
            revive_stalled_jobs(app, queues, rhythm.beat, rhythm.stalled_after)
        )
        try:
            await app.run_worker_async(
                queues=queues,
                install_signal_handlers=False,
                fetch_job_polling_interval=ASK_EVERY_SECONDS,
                update_heartbeat_interval=rhythm.beat,
                stalled_worker_timeout=rhythm.stalled_after,
            )
        finally:
            reviving.cancel()


@asynccontextmanager
async def _worker_app() -> AsyncIterator[App]:
    """Open an app with connections of its own, which knows the site's jobs.

    Not the site's own app with another connector: what a job queues, a mail for example, must stay
    in that job's transaction, and only the site's app with Django's connector can do that.
    """
    parameters = await sync_to_async(connector_params)()
    connector = PsycopgConnector(kwargs=parameters, min_size=1, max_size=4, timeout=5)
    app = App(connector=connector, worker_defaults={"task_middleware": [_with_own_connection]})
    app.tasks, app.periodic_registry = site_app.tasks, site_app.periodic_registry
    try:
        async with app.open_async():
            yield app
    finally:
        # Queueing periodic jobs opened one for the loop; it may be dead by now.
        await sync_to_async(connections.close_all)()


def _with_own_connection(call_next: SyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Leave no connection behind in the thread of a job: the next job would find it dead."""
    try:
        return call_next()
    finally:
        connections.close_all()
