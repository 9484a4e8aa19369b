"""What a killed worker had begun is done by another one."""

import asyncio
import logging

from procrastinate import App
from procrastinate.exceptions import ConnectorException

logger = logging.getLogger(__name__)


async def revive_stalled_jobs(
    app: App, queues: list[str], every: float, stalled_after: float
) -> None:
    """Put the jobs of workers that fell silent back into these queues, for ever.

    Beside the queue and not as a periodic job in it, as procrastinate's documentation does: a
    killed worker's job waits for less than a minute, and no log or table fills with the search.

    Args:
        app: an open app with connections of its own.
        queues: those of one lane, so that no two put the same job back.
        every: seconds between two looks.
        stalled_after: seconds of silence after which a worker is taken for dead.
    """
    while True:
        try:
            for queue in queues:
                await _revive(app, queue, stalled_after)
        except ConnectorException:
            # Another worker was faster, or the database is away, which ends the worker anyway.
            logger.info("The search for stalled jobs is put off.")
        await asyncio.sleep(every)


async def _revive(app: App, queue: str, stalled_after: float) -> None:
    stalled = await app.job_manager.get_stalled_jobs(
        queue=queue, seconds_since_heartbeat=stalled_after
    )
    for job in stalled:
        logger.warning("Job %s of a worker that fell silent is done again.", job.id)
        await app.job_manager.retry_job(job)
