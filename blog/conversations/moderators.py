"""Who moderates, and that each of them hears when something waits."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from blog.models.comments.notices import ModeratorNotice, NoticeRhythm
from coaching_site.accounts.models import User

if TYPE_CHECKING:
    from blog.models import Comment

PERMISSION = "blog.change_comment"


def moderators() -> QuerySet[User]:
    """Return the accounts that may decide about comments now, and have an address to hear of it."""
    return User.objects.with_perm(PERMISSION).filter(is_staff=True).exclude(email="")


def tell_moderators(comment: "Comment") -> bool:
    """Have each moderator mailed as she wishes; return False where nobody moderates.

    Called last in the transaction that lets the comment wait: until its end, others who let one
    wait stand in line here.
    """
    accounts = list(moderators().values_list("pk", flat=True))
    notices = ModeratorNotice.objects.exclude(rhythm=NoticeRhythm.NEVER).hold_for(accounts)
    news = ModeratorNotice.news.through.objects
    news.bulk_create(
        [news.model(moderatornotice=notice, comment=comment) for notice in notices],
        ignore_conflicts=True,
    )
    for notice in notices:
        notice.expect()
    return bool(accounts)
