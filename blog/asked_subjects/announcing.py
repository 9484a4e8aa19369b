"""Asks for mails about an article that answers readers, once they could have read it."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from procrastinate.contrib.django import app

if TYPE_CHECKING:
    from blog.models import Article

# Named, because the job needs the models and the models the job.
ASKERS_JOB = "mail_about_an_article"
# Until then the article may be taken back without anybody having heard of it.
BEFORE_TELLING = timedelta(minutes=5)


def tell_who_asked(article: "Article") -> None:
    """Have mails written soon after an article appears, if it answers anybody."""
    if article.publish_at and hasattr(article, "asked_subject"):
        at = max(timezone.now(), article.publish_at) + BEFORE_TELLING
        job = app.configure_task(ASKERS_JOB, allow_unknown=False, schedule_at=at)
        job.defer(article_id=article.pk)
