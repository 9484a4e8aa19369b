"""Jobs of versions: changes go live at their moment, and old versions are thinned."""

import logging

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from blog.models import ArticleVersion
from blog.models.versions import CHANGE_JOB
from coaching_site.versions.thinning import thin_versions

logger = logging.getLogger(__name__)


@app.task(name=CHANGE_JOB, retry=RetryStrategy(max_attempts=3, wait=10))
def put_change_live(version_id: int) -> None:
    """Let a version replace the live text if it still waits and its moment has come."""
    change = ArticleVersion.objects.due().without_content().filter(pk=version_id).first()
    if change and change.article.put_change_live():
        logger.info("The change in version %s went live.", version_id)


@app.periodic(cron="* * * * *")
@app.task(name="put_missed_changes_live", queueing_lock="put_missed_changes_live")
def put_missed_changes_live(timestamp: int) -> None:
    """Put live what its own job missed: the worker was away, or the job failed.

    One that fails stops no other one; it is tried again a minute later.
    """
    for version_id in ArticleVersion.objects.due().values_list("pk", flat=True):
        try:
            put_change_live(version_id)
        except Exception:
            logger.exception("The change in version %s did not go live.", version_id)


@app.periodic(cron="17 4 * * *")
@app.task(name="thin_old_versions", queueing_lock="thin_old_versions")
def thin_old_versions(timestamp: int) -> None:
    """Throw away what nobody needs; coaching_site/versions/thinning.py says which."""
    logger.info("Thinning threw %s versions away.", thin_versions())
