"""Jobs that the whole site shares."""

from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

from coaching_site.models import UseCount

KEEP_JOBS_HOURS = 7 * 24


@app.periodic(cron="11 * * * *")
@app.task(name="remove_old_jobs", queueing_lock="remove_old_jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Forget jobs that ended over a week ago, however they ended."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEEP_JOBS_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="23 * * * *")
@app.task(name="remove_ended_counts", queueing_lock="remove_ended_counts")
def remove_ended_counts(timestamp: int) -> None:
    """Forget how often something was done, where that limits nobody any more."""
    ended = UseCount.objects.ended().select_for_update(skip_locked=True)
    UseCount.objects.filter(pk__in=ended.values("pk")).delete()
