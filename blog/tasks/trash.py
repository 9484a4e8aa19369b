"""Jobs of the trash."""

import logging

from django.db import transaction
from procrastinate.contrib.django import app

from blog.models import Article, PreviewLink

logger = logging.getLogger(__name__)


@app.periodic(cron="23 4 * * *")
@app.task(name="erase_old_trash", queueing_lock="erase_old_trash")
def erase_old_trash(timestamp: int) -> None:
    """Erase what lies in the trash too long, with its versions, comments and former addresses.

    Images stay in the library: other texts may show them.
    """
    for pk in Article.objects.past_keeping().values_list("pk", flat=True):
        _erase(pk)


@transaction.atomic
def _erase(pk: int) -> None:
    """Erase one article, unless somebody took it out of the trash just now."""
    article = Article.objects.past_keeping().select_for_update(of=("self",)).filter(pk=pk).first()
    if article:
        article.delete()
        logger.info("Article %s was erased from the trash.", pk)


@app.periodic(cron="29 4 * * *")
@app.task(name="erase_expired_preview_links", queueing_lock="erase_expired_preview_links")
def erase_expired_preview_links(timestamp: int) -> None:
    """Forget links that show nothing any longer."""
    PreviewLink.objects.expired().delete()
