"""The mail that tells a moderator what waits: how much, where and since when, and no word of it."""

from typing import Any

from django.db import transaction
from django.db.models import Count, Min, Q

from blog.conversations.deciding import LINK
from blog.conversations.moderators import moderators
from blog.models import Comment, ModeratorNotice
from coaching_site.accounts.models import User
from coaching_site.outbox.mailing import queue_mail

MAIL = "blog/comments/mails/to_moderator"
MOST_LISTED = 20


def mail_what_waits(notice_id: int) -> None:
    """Write to one moderator, if her mail is due, and something new still waits.

    Who may not decide any more gets none.
    """
    with transaction.atomic():
        due = ModeratorNotice.objects.due().select_for_update()
        notice = due.filter(pk=notice_id).first()
        if notice is None or not notice.take_news():
            return
        if moderator := moderators().filter(pk=notice.moderator_id).first():
            queue_mail(moderator.email, MAIL, what_waits(moderator), notice)
            notice.mark_told()


def what_waits(moderator: User) -> dict[str, Any]:
    """Return what the mail tells of all that waits, and of what it lists one by one."""
    facts = (
        Comment.objects.pending()
        .with_beginning()
        .aggregate(
            count=Count("pk"),
            urgent=Count("pk", filter=Q(read_first=True)),
            since=Min("waits_since"),
        )
    )
    articles = _listed(moderator)
    listed = sum(len(article["comments"]) for article in articles)
    return facts | {"articles": articles, "others": facts["count"] - listed}


def _listed(moderator: User) -> list[dict[str, Any]]:
    """Return the head of the queue by article, each comment with the link that asks about it."""
    columns = ("pk", "article_id", "article__title", "read_first", "beginning", "waits_since")
    articles: dict[int, dict[str, Any]] = {}
    for row in Comment.objects.queue().with_beginning().values(*columns)[:MOST_LISTED]:
        known = {"title": row["article__title"], "comments": []}
        article = articles.setdefault(row["article_id"], known)
        token = LINK.token(moderator.pk, row["pk"], row["beginning"])
        article["comments"].append(row | {"token": token})
    return list(articles.values())
