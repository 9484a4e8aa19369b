"""Jobs of subjects that readers ask about."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from blog.asked_subjects.announcing import ASKERS_JOB
from blog.asked_subjects.telling import mail_who_asked
from blog.models import Article, AskedSubject


@app.task(name=ASKERS_JOB, retry=RetryStrategy(max_attempts=5, exponential_wait=5))
def mail_about_an_article(article_id: int) -> None:
    """Tell who asked that an article answers them, unless readers do not see it any more."""
    public = Article.objects.published().filter(pk=article_id)
    with transaction.atomic():
        subjects = AskedSubject.objects.select_for_update(of=["self"]).select_related("article")
        subject = subjects.filter(article__in=public).first()
        if subject:
            mail_who_asked(subject)
